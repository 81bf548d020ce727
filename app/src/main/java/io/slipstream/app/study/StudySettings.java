package io.slipstream.app.study;

import io.slipstream.learner.AdapterSettings;

/**
 * What every cell gets.
 *
 * @param steps online environment steps at most, from the change of the world on
 * @param returnAfter steps after which the world is the old one again, 0 for never
 * @param updates gradient updates at most
 * @param worldModelUpdates updates that one decision or round about the world model alone is worth
 * @param policyUpdates updates that one about the policy, or about both, is worth
 * @param warmUp steps that are only collected before the first update of a round
 * @param environments driven side by side
 * @param demonstrations share of them in which a rule-based driver shows what can be done
 * @param evaluateEvery updates between two evaluations
 * @param episodes of each evaluation
 * @param finalEpisodes of the last one, and of the old task
 * @param adapters what low-rank strategies move
 */
public record StudySettings(
        long steps,
        long returnAfter,
        int updates,
        int worldModelUpdates,
        int policyUpdates,
        long warmUp,
        int environments,
        double demonstrations,
        int evaluateEvery,
        int episodes,
        int finalEpisodes,
        AdapterSettings adapters) {
    /** The task that the shipped model comes from. */
    public static final String SOURCE_TASK = "RTM03";
    /** Ticks of a segment. */
    static final int SEGMENT = 32;

    /** Checks the numbers. */
    public StudySettings {
        requireAtLeast("steps", steps, 1);
        requireAtLeast("return-after", returnAfter, 0);
        requireAtLeast("updates", updates, 1);
        requireAtLeast("world-model-updates", worldModelUpdates, 1);
        requireAtLeast("policy-updates", policyUpdates, 1);
        requireAtLeast("warm-up", warmUp, 0);
        requireAtLeast("environments", environments, 8);
        if (!(demonstrations >= 0 && demonstrations <= 0.5)) {
            throw new IllegalArgumentException("--demonstrations has to be from 0 to 0.5, not " + demonstrations);
        }
        requireAtLeast("evaluate-every", evaluateEvery, 1);
        requireAtLeast("episodes", episodes, 1);
        requireAtLeast("final-episodes", finalEpisodes, 1);
    }

    /** Whether the world becomes the old one again. */
    boolean returns() {
        return returnAfter > 0;
    }

    private static void requireAtLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException("--" + name + " has to be at least " + least + ", not " + value);
        }
    }
}
