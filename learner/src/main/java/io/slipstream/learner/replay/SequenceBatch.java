package io.slipstream.learner.replay;

import java.util.Arrays;

/**
 * A batch of contiguous sequences, row-major. Entry t of every array belongs to observation t: the reward and the flags
 * describe arriving at it, the action is taken at it.
 *
 * @param batch number of sequences B
 * @param length steps of each sequence L
 * @param observations [B, L, observation size]
 * @param actions [B, L]
 * @param rewards [B, L]
 * @param flags [B, L], bits 1 first, 2 last, 4 terminal
 */
public record SequenceBatch(int batch, int length, float[] observations, int[] actions, float[] rewards, byte[] flags) {

    /**
     * @throws IllegalArgumentException if an array does not fit the shape
     */
    public SequenceBatch {
        int steps = Math.multiplyExact(batch, length);
        if (steps <= 0
                || actions.length != steps
                || rewards.length != steps
                || flags.length != steps
                || observations.length % steps != 0) {
            throw new IllegalArgumentException("arrays do not fit a batch of " + batch + " x " + length + " steps");
        }
    }

    /**
     * One batch of the sequences of both, the first one's first.
     *
     * @throws IllegalArgumentException if their lengths differ
     */
    public static SequenceBatch joined(SequenceBatch first, SequenceBatch second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException(
                    "sequences of " + first.length + " and " + second.length + " steps do not join");
        }
        int steps = first.steps() + second.steps();
        float[] observations = Arrays.copyOf(first.observations, steps * first.observationSize());
        int[] actions = Arrays.copyOf(first.actions, steps);
        float[] rewards = Arrays.copyOf(first.rewards, steps);
        byte[] flags = Arrays.copyOf(first.flags, steps);
        System.arraycopy(second.observations, 0, observations, first.observations.length, second.observations.length);
        System.arraycopy(second.actions, 0, actions, first.steps(), second.steps());
        System.arraycopy(second.rewards, 0, rewards, first.steps(), second.steps());
        System.arraycopy(second.flags, 0, flags, first.steps(), second.steps());
        return new SequenceBatch(first.batch + second.batch, first.length, observations, actions, rewards, flags);
    }

    /** Steps in the batch, B x L. */
    public int steps() {
        return batch * length;
    }

    /** Floats of one observation. */
    public int observationSize() {
        return observations.length / steps();
    }
}
