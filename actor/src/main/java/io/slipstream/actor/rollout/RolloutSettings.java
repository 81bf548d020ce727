package io.slipstream.actor.rollout;

/**
 * How to roll out.
 *
 * @param segmentLength T, steps of a segment
 * @param greedy whether to take the likeliest action instead of a sampled one
 * @param modelVersion number of the version the session starts with
 */
public record RolloutSettings(int segmentLength, boolean greedy, int modelVersion) {
    /**
     * @throws IllegalArgumentException if the segment length is not positive
     */
    public RolloutSettings {
        if (segmentLength < 1) {
            throw new IllegalArgumentException("segment length must be at least 1, was " + segmentLength);
        }
    }

    /** Sampled actions, version 1. */
    public static RolloutSettings ofLength(int segmentLength) {
        return new RolloutSettings(segmentLength, false, 1);
    }
}
