package io.slipstream.actor.rollout;

import io.slipstream.environment.EpisodeReport;
import java.util.Optional;

/**
 * One episode that has just ended.
 *
 * @param environment index within the actor
 * @param episode its number in its environment
 * @param endStep step number of its last observation in its environment
 * @param modelVersion the version that took its last action, 0 for a scripted driver
 * @param report how it went
 * @param trial candidate whose trial held from its first step to its last, whichever version drove; 0 for none
 * @param shadow what a candidate that looked on made of it
 */
public record FinishedEpisode(
        int environment,
        long episode,
        long endStep,
        int modelVersion,
        EpisodeReport report,
        int trial,
        Optional<Shadow> shadow) {
    /** An episode outside of any trial. */
    public FinishedEpisode(int environment, long episode, long endStep, int modelVersion, EpisodeReport report) {
        this(environment, episode, endStep, modelVersion, report, 0, Optional.empty());
    }
}
