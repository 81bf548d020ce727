package io.slipstream.monitor.canary;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An episode that was driven from first to last step while a trial went on.
 *
 * @param ofCandidate which arm drove it
 * @param success whether it reached the destination
 * @param episodeReturn undiscounted sum of rewards
 * @param meanTtc mean time to collision in s, empty when no car came near
 * @param shadow what a candidate that looked on made of it
 */
public record TrialEpisode(
        boolean ofCandidate, boolean success, double episodeReturn, OptionalDouble meanTtc, Optional<Shadow> shadow) {
    /**
     * Means over the steps of an episode.
     *
     * @param agreement share of steps at which the candidate would have acted the same
     * @param rewardError mean absolute error of its predicted reward
     * @param actingRewardError the same of the acting version
     * @param tvDynamics mean distance of its prior and posterior
     * @param actingTvDynamics the same of the acting version
     */
    public record Shadow(
            double agreement,
            double rewardError,
            double actingRewardError,
            double tvDynamics,
            double actingTvDynamics) {}

    /** The value of a metric, empty when the episode has none. */
    OptionalDouble value(String metric) {
        return switch (metric) {
            case Metric.SUCCESS -> OptionalDouble.of(success ? 1 : 0);
            case Metric.RETURN -> OptionalDouble.of(episodeReturn);
            case Metric.TTC -> meanTtc;
            default -> throw new IllegalArgumentException("no metric " + metric);
        };
    }
}
