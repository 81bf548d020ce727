package io.slipstream.app.identify.report;

import io.slipstream.app.identify.grade.Score;
import io.slipstream.app.identify.grade.Sweep;
import java.util.List;

/**
 * One comparison.
 *
 * @param kind {@code shifts} or {@code schedules}
 * @param windowSteps size of windows
 * @param transitions windows that were left out, since they lie across a change
 * @param scores of all identifiers, the monitor's own first
 * @param thresholdSweep empty unless asked for
 * @param adaWmSweep empty unless asked for
 */
public record Section(
        String kind,
        long windowSteps,
        int transitions,
        List<Score> scores,
        List<Sweep.Point> thresholdSweep,
        List<Sweep.Point> adaWmSweep) {
    /** Takes copies. */
    public Section {
        scores = List.copyOf(scores);
        thresholdSweep = List.copyOf(thresholdSweep);
        adaWmSweep = List.copyOf(adaWmSweep);
    }
}
