package io.slipstream.environment;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * What is worth knowing of one finished episode.
 *
 * @param conditions it was held under
 * @param steps how many
 * @param episodeReturn undiscounted sum of rewards
 * @param success whether the task was done
 * @param outcome how it ended, in the environment's own word
 * @param terminated whether nothing could follow; otherwise it was cut short
 * @param metrics whatever else was measured, by name; what could not be measured is absent
 */
public record EpisodeReport(
        Conditions conditions,
        int steps,
        double episodeReturn,
        boolean success,
        String outcome,
        boolean terminated,
        Map<String, Double> metrics) {
    /** Copies the metrics. */
    public EpisodeReport {
        metrics = Map.copyOf(metrics);
    }

    /** A metric, if it was measured. */
    public OptionalDouble metric(String name) {
        Double value = metrics.get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
