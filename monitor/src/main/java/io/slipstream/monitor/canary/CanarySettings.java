package io.slipstream.monitor.canary;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How candidates are tried.
 *
 * @param mode whether at all
 * @param share of the environments that a candidate gets, in (0, 1)
 * @param promotionError most chance to promote a candidate that is worse by a margin or more
 * @param rollbackError most chance to roll back a candidate that is worse on no metric
 * @param guardError most chance to stop a candidate for its first segments that is as good
 * @param minimumEpisodes of the candidate before a verdict
 * @param maximumEpisodes of the candidate, at which a trial ends
 * @param reportEvery episodes of the candidate between two records of a trial that goes on
 * @param metrics what is compared
 * @param told all of these as text by key, which travels with every verdict
 */
public record CanarySettings(
        CanaryMode mode,
        double share,
        double promotionError,
        double rollbackError,
        double guardError,
        long minimumEpisodes,
        long maximumEpisodes,
        long reportEvery,
        List<Metric> metrics,
        Map<String, String> told) {
    /**
     * @throws IllegalArgumentException if the trial could never end
     */
    public CanarySettings {
        metrics = List.copyOf(metrics);
        told = Map.copyOf(told);
        if (minimumEpisodes > maximumEpisodes) {
            throw new IllegalArgumentException("canary.minimum-episodes is " + minimumEpisodes
                    + ", above canary.maximum-episodes, which is " + maximumEpisodes);
        }
    }

    /** Evidence that promotes, natural logarithm. */
    public double promotionLevel() {
        return -Math.log(promotionError);
    }

    /** Evidence that rolls back, natural logarithm. */
    public double rollbackLevel() {
        return -Math.log(rollbackError);
    }

    /** A metric by its name. */
    Optional<Metric> metric(String name) {
        return metrics.stream().filter(metric -> metric.name().equals(name)).findFirst();
    }
}
