package io.slipstream.actor.rollout;

/**
 * How to roll out.
 *
 * @param segmentLength T, steps of a segment
 * @param greedy whether to take the likeliest action instead of a sampled one
 * @param modelVersion number of the version the session starts with
 * @param spread in [0, 1): which environments a candidate gets, so that small actors of one fleet do not all choose the same
 */
public record RolloutSettings(int segmentLength, boolean greedy, int modelVersion, double spread) {
    /** With the candidate's environments counted from the first. */
    public RolloutSettings(int segmentLength, boolean greedy, int modelVersion) {
        this(segmentLength, greedy, modelVersion, 0);
    }

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
