package io.slipstream.actor.rollout;

import java.util.Arrays;

/**
 * Keeps observations and rewards that are not finite out of the model and out of segments. An environment that yields one
 * is fenced until its next episode begins with finite numbers; what the model sees of it meanwhile is zeros.
 */
final class Fence {
    private static final int FIRST = 1;

    private final int observationSize;
    private final boolean[] fenced;
    private long count;

    Fence(int environments, int observationSize) {
        this.observationSize = observationSize;
        fenced = new boolean[environments];
    }

    /**
     * Checks what a step returned and blanks the environments that are fenced.
     *
     * @return how many are not
     */
    int inspect(float[] observations, float[] rewards, byte[] flags) {
        int live = 0;
        for (int e = 0; e < fenced.length; e++) {
            boolean finite = finite(observations, rewards, e);
            if (!finite && !fenced[e]) {
                count++;
            }
            boolean recovers = finite && (flags[e] & FIRST) != 0;
            fenced[e] = !finite || (fenced[e] && !recovers);
            live += fenced[e] ? 0 : 1;
            if (fenced[e]) {
                Arrays.fill(observations, e * observationSize, (e + 1) * observationSize, 0f);
                rewards[e] = 0f;
            }
        }
        return live;
    }

    boolean fenced(int environment) {
        return fenced[environment];
    }

    /** Times an environment was fenced. */
    long count() {
        return count;
    }

    private boolean finite(float[] observations, float[] rewards, int environment) {
        // Zero times anything finite is zero; times NaN or infinity it is NaN, which sticks to the sum.
        float sum = rewards[environment] * 0f;
        for (int i = environment * observationSize; i < (environment + 1) * observationSize; i++) {
            sum += observations[i] * 0f;
        }
        return sum == 0f;
    }
}
