package io.slipstream.learner.train;

import io.slipstream.learner.replay.SequenceBatch;
import java.util.Arrays;

/**
 * Which states of recorded sequences are those of driving. A sequence is cut out of an episode, and what the recurrence remembers of the
 * time before is missing at its beginning: after 4 steps a policy does in every other such state what it would not do in the real one,
 * after 32 in one of ten (docs/decisions/0036).
 */
final class Settled {
    /** Steps from the beginning of a sequence until its state is that of driving. */
    private static final int WARM = 32;

    private static final int FIRST = 1;

    private Settled() {}

    /**
     * Rows, time-major, from the first step of an episode on or far enough from the beginning of their sequence. Sequences too short for
     * that have their last ones.
     */
    static int[] rows(SequenceBatch batch) {
        int warm = Math.min(WARM, batch.length() - 1);
        int[] rows = new int[batch.steps()];
        int count = 0;
        boolean[] whole = new boolean[batch.batch()];
        for (int t = 0; t < batch.length(); t++) {
            for (int b = 0; b < whole.length; b++) {
                whole[b] |= t >= warm || (batch.flags()[b * batch.length() + t] & FIRST) != 0;
                if (whole[b]) {
                    rows[count++] = t * whole.length + b;
                }
            }
        }
        return Arrays.copyOf(rows, count);
    }
}
