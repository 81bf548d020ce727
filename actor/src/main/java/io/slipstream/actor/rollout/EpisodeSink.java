package io.slipstream.actor.rollout;

/** Takes finished episodes; called on the rollout's thread. */
@FunctionalInterface
public interface EpisodeSink {
    /** Takes a finished episode. */
    void episode(FinishedEpisode episode);
}
