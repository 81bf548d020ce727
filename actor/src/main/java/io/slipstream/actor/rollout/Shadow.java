package io.slipstream.actor.rollout;

/**
 * What a candidate that does not act made of an episode: means over the steps it saw.
 *
 * @param candidate its version
 * @param steps steps it saw
 * @param agreement share of steps at which it would have acted the same
 * @param rewardError mean absolute error of its predicted reward
 * @param actingRewardError the same of the acting version
 * @param tvDynamics mean distance of its prior and posterior
 * @param actingTvDynamics the same of the acting version
 */
public record Shadow(
        int candidate,
        int steps,
        double agreement,
        double rewardError,
        double actingRewardError,
        double tvDynamics,
        double actingTvDynamics) {}
