package io.slipstream.learner.train;

/**
 * What an update and a version must not go beyond.
 *
 * @param gradientNorm a gradient whose norm is above this before clipping moves nothing
 * @param policyEntropy nats that the policy's choices have over recorded states, all taken together, at the least; below it takes the same
 *     action wherever it is
 * @param posteriorInformation nats that z tells of the observation at the least; below the world model no longer looks
 */
public record GuardSettings(float gradientNorm, double policyEntropy, double posteriorInformation) {
    /** Far from anything that a training that works has shown. */
    public static GuardSettings standard() {
        return new GuardSettings(1e6f, 0.01, 1e-3);
    }
}
