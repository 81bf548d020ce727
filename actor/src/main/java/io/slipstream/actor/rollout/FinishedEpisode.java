package io.slipstream.actor.rollout;

import io.slipstream.sim.EpisodeMetrics;
import io.slipstream.sim.Scenario;
import java.util.Optional;

/**
 * One episode that has just ended.
 *
 * @param environment index within the actor
 * @param episode its number in its environment
 * @param endStep step number of its last observation in its environment
 * @param modelVersion the version that took its last action, 0 for a scripted driver
 * @param scenario what was driven
 * @param metrics how it went
 * @param trial candidate whose trial held from its first step to its last, whichever version drove; 0 for none
 * @param shadow what a candidate that looked on made of it
 */
public record FinishedEpisode(
        int environment,
        long episode,
        long endStep,
        int modelVersion,
        Scenario scenario,
        EpisodeMetrics metrics,
        int trial,
        Optional<Shadow> shadow) {
    /** An episode outside of any trial. */
    public FinishedEpisode(
            int environment, long episode, long endStep, int modelVersion, Scenario scenario, EpisodeMetrics metrics) {
        this(environment, episode, endStep, modelVersion, scenario, metrics, 0, Optional.empty());
    }
}
