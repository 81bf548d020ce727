package io.slipstream.learner.replay;

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
     * Some of its sequences.
     *
     * @param sequences which, in this order
     */
    public SequenceBatch only(int[] sequences) {
        int size = observationSize();
        int chosen = sequences.length * length;
        SequenceBatch part = new SequenceBatch(
                sequences.length,
                length,
                new float[chosen * size],
                new int[chosen],
                new float[chosen],
                new byte[chosen]);
        for (int i = 0; i < sequences.length; i++) {
            int from = sequences[i] * length;
            int to = i * length;
            System.arraycopy(observations, from * size, part.observations, to * size, length * size);
            System.arraycopy(actions, from, part.actions, to, length);
            System.arraycopy(rewards, from, part.rewards, to, length);
            System.arraycopy(flags, from, part.flags, to, length);
        }
        return part;
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
