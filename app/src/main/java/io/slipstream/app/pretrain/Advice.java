package io.slipstream.app.pretrain;

import io.slipstream.learner.replay.SequenceBatch;

/**
 * What the expert would have done, kept beside each step: in the four bits above the step's flags, so that the replay
 * window keeps it without knowing of it.
 */
final class Advice {
    private static final int SHIFT = 3;
    private static final int FLAGS = 0b111;

    private Advice() {}

    /** Flags that carry an advised action. */
    static byte attach(byte flags, int action) {
        return (byte) ((flags & FLAGS) | (action + 1) << SHIFT);
    }

    /** [B, L] the advised actions, -1 where there is none or where no action follows. */
    static int[] of(SequenceBatch batch) {
        int[] advised = new int[batch.steps()];
        for (int i = 0; i < advised.length; i++) {
            int flags = batch.flags()[i];
            advised[i] = (flags & 2) != 0 ? -1 : ((flags & 0x7f) >> SHIFT) - 1;
        }
        return advised;
    }
}
