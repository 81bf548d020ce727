package io.slipstream.monitor.topology;

import io.slipstream.monitor.canary.CanarySettings;
import io.slipstream.monitor.decide.DecisionSettings;
import java.util.Map;

/**
 * What the topology is tuned by.
 *
 * @param prefix of topic names
 * @param windowSteps steps of a window
 * @param settlingSteps steps of an environment after its actor started that say nothing yet: all environments begin an episode at once
 * @param blockSteps steps of one environment that count as one block of correlated steps
 * @param resamples draws of the bootstrap
 * @param seed of the bootstrap
 * @param decision what decisions are tuned by
 * @param canary how candidates are tried
 * @param told all of these but the canary's as text by key, which travels with every report
 */
public record TopologySettings(
        String prefix,
        long windowSteps,
        long settlingSteps,
        long blockSteps,
        int resamples,
        long seed,
        DecisionSettings decision,
        CanarySettings canary,
        Map<String, String> told) {
    /** Takes a copy. */
    public TopologySettings {
        told = Map.copyOf(told);
    }
}
