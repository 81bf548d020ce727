package io.slipstream.actor.rollout;

import io.slipstream.sim.EpisodeMetrics;
import io.slipstream.sim.Scenario;

/**
 * One episode that has just ended.
 *
 * @param environment index within the actor
 * @param episode its number in its environment
 * @param endStep step number of its last observation in its environment
 * @param modelVersion the version that took its last action
 * @param scenario what was driven
 * @param metrics how it went
 */
public record FinishedEpisode(
        int environment, long episode, long endStep, int modelVersion, Scenario scenario, EpisodeMetrics metrics) {}
