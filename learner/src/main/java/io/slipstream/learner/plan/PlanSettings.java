package io.slipstream.learner.plan;

import java.util.Set;

/**
 * Bounds on what a decision sets off.
 *
 * @param worldModelUpdates updates a WORLD_MODEL decision is worth
 * @param policyUpdates updates a POLICY decision is worth
 * @param publishEvery updates between two intermediate versions
 * @param warmUpSteps steps collected in the changed world before the first update
 * @param replayRatioMax most trained steps per step collected in it
 * @param stepsPerUpdate steps one update trains on
 */
public record PlanSettings(
        int worldModelUpdates,
        int policyUpdates,
        int publishEvery,
        long warmUpSteps,
        double replayRatioMax,
        int stepsPerUpdate) {
    /** For one part in so many of a policy's budget the actor does not dream, while model and critic find out about the world. */
    public static final int HELD_SHARE = 3;

    /**
     * @throws IllegalArgumentException if a bound would let nothing happen
     */
    public PlanSettings {
        if (worldModelUpdates < 1
                || policyUpdates < 1
                || publishEvery < 1
                || warmUpSteps < 0
                || !(replayRatioMax > 0)
                || stepsPerUpdate < 1) {
            throw new IllegalArgumentException(
                    "updates, publish-every, the replay ratio and the batch must be positive");
        }
    }

    /** Updates that a budget for these parts has; one that moves the policy has a policy's. */
    public int updates(Set<Part> parts) {
        return parts.contains(Part.POLICY) ? policyUpdates : worldModelUpdates;
    }

    /** Updates at the beginning of such a budget that move nothing that acts: only the critic moves. */
    int held(Set<Part> parts) {
        return parts.contains(Part.WORLD_MODEL) ? 0 : stillActor(parts);
    }

    /** Updates at the beginning of a budget for these parts in which the actor stands still. */
    public int stillActor(Set<Part> parts) {
        return parts.contains(Part.POLICY) ? updates(parts) / HELD_SHARE : 0;
    }
}
