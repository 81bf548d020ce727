package io.slipstream.monitor.canary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trial as people read it.
 *
 * @param candidate version on trial
 * @param candidateEpisodes episodes it drove from first to last step; in shadow mode those it looked on at
 * @param incumbentEpisodes the same of the incumbent
 * @param candidateSteps steps of its segments
 * @param fleetSteps steps of all segments meanwhile
 * @param metrics both arms and the evidence, by metric
 * @param rollbackEvidence of all metrics together, natural logarithm
 */
public record TrialReadings(
        int candidate,
        long candidateEpisodes,
        long incumbentEpisodes,
        long candidateSteps,
        long fleetSteps,
        List<OfMetric> metrics,
        double rollbackEvidence) {
    /** Name of what was earned in the first segments after the take-over. */
    public static final String FIRST_REWARD = "first-reward";

    private static final List<String> SCORES = List.of("rewardError", "tvDynamics");

    /** One metric, in its own unit; a mean is null where there is no episode. */
    public record OfMetric(
            String metric,
            long candidateEpisodes,
            long incumbentEpisodes,
            @Nullable Double candidateMean,
            @Nullable Double incumbentMean,
            double margin,
            double tolerance,
            double promotionEvidence,
            double rollbackEvidence) {}

    /** Reads a trial. */
    public static TrialReadings of(TrialState trial, CanarySettings settings) {
        return new TrialReadings(
                trial.candidate(),
                trial.candidateEpisodes(),
                trial.incumbentEpisodes(),
                trial.candidateSteps(),
                trial.fleetSteps(),
                trial.shadow() ? scores(trial) : tests(trial, settings),
                trial.rollbackEvidence());
    }

    private static List<OfMetric> tests(TrialState trial, CanarySettings settings) {
        List<OfMetric> read = new ArrayList<>();
        trial.tests()
                .forEach((name, test) -> settings.metric(name)
                        .ifPresent(metric -> read.add(new OfMetric(
                                name,
                                test.candidate().episodes(),
                                test.incumbent().episodes(),
                                mean(test.candidate()),
                                mean(test.incumbent()),
                                metric.margin(),
                                metric.tolerance(),
                                test.promotion().logEvidence(),
                                test.rollback().logEvidence()))));
        Takeover.Look look = trial.takeover().latest();
        if (look != null) {
            read.add(first(look));
        }
        return read;
    }

    /** Counts are environments here, and the evidence is minus the logarithm of the chance. */
    private static OfMetric first(Takeover.Look look) {
        return new OfMetric(
                FIRST_REWARD,
                look.candidates(),
                look.incumbents(),
                look.candidateMean(),
                look.incumbentMean(),
                0,
                0,
                0,
                -Math.log(look.chance()));
    }

    private static List<OfMetric> scores(TrialState trial) {
        Map<String, Double> sums = trial.scores();
        long episodes = trial.candidateEpisodes();
        List<OfMetric> read = new ArrayList<>();
        read.add(score("agreement", episodes, sums.get("agreement"), null));
        for (String score : SCORES) {
            read.add(score(score, episodes, sums.get(score), sums.get(score + ".acting")));
        }
        return read;
    }

    private static OfMetric score(String name, long episodes, @Nullable Double candidate, @Nullable Double incumbent) {
        return new OfMetric(
                name,
                episodes,
                episodes,
                candidate == null ? null : candidate / episodes,
                incumbent == null ? null : incumbent / episodes,
                0,
                0,
                0,
                0);
    }

    private static @Nullable Double mean(Arm arm) {
        return arm.episodes() == 0 ? null : arm.mean();
    }
}
