package io.slipstream.app.canary;

import io.slipstream.monitor.canary.Ruling;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What came of the trials of one candidate.
 *
 * @param name what was tried
 * @param right the ruling that would be right; where both versions are equal, anything but a rollback
 * @param incumbentSuccess of the episodes recorded
 * @param candidateSuccess of the episodes recorded
 * @param trials one per seed
 */
record StudyRow(
        String name, Ruling right, double incumbentSuccess, double candidateSuccess, List<TrialRun.Ended> trials) {
    StudyRow {
        trials = List.copyOf(trials);
    }

    long count(Ruling ruling) {
        return trials.stream().filter(trial -> trial.ruling() == ruling).count();
    }

    /** A quantile over the trials. */
    long quantile(double q, ToLongFunction<TrialRun.Ended> figure) {
        long[] sorted = trials.stream().mapToLong(figure).sorted().toArray();
        return sorted[(int) Math.min(sorted.length - 1L, Math.floor(q * sorted.length))];
    }
}
