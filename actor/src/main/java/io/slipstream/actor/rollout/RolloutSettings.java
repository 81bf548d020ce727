package io.slipstream.actor.rollout;

/**
 * How to roll out.
 *
 * @param segmentLength T, steps of a segment
 * @param greedy whether to take the likeliest action instead of a sampled one
 * @param modelVersion number of the version the session starts with
 * @param spread in [0, 1): which environments a candidate gets, so that small actors of one fleet do not all choose the same
 * @param demonstrations share of the environments, in [0, 1), in which somebody acts by rule, as version 0, where there is somebody
 */
public record RolloutSettings(
        int segmentLength, boolean greedy, int modelVersion, double spread, double demonstrations) {
    /** With the candidate's environments counted from the first, and without demonstrations. */
    public RolloutSettings(int segmentLength, boolean greedy, int modelVersion) {
        this(segmentLength, greedy, modelVersion, 0, 0);
    }

    /**
     * @throws IllegalArgumentException if the segment length is not positive or the share is none
     */
    public RolloutSettings {
        if (segmentLength < 1) {
            throw new IllegalArgumentException("segment length must be at least 1, was " + segmentLength);
        }
        if (!(demonstrations >= 0 && demonstrations < 1)) {
            throw new IllegalArgumentException("the share of demonstrations must be in [0, 1), was " + demonstrations);
        }
    }

    /** The same with another share of demonstrations. */
    public RolloutSettings withDemonstrations(double share) {
        return new RolloutSettings(segmentLength, greedy, modelVersion, spread, share);
    }

    /** Sampled actions, version 1. */
    public static RolloutSettings ofLength(int segmentLength) {
        return new RolloutSettings(segmentLength, false, 1);
    }
}
