package io.slipstream.learner.train;

import io.slipstream.learner.replay.SequenceBatch;
import io.slipstream.model.IllegalModelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Reads what {@link StateWriter} wrote. */
final class StateReader {
    private final ByteBuffer in;

    StateReader(byte[] bytes) {
        in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    long number() {
        need(8);
        return in.getLong();
    }

    float[] floats(int expected) {
        expect(expected, 4);
        float[] values = new float[expected];
        in.asFloatBuffer().get(values);
        in.position(in.position() + 4 * expected);
        return values;
    }

    /**
     * Sequences, or nothing where there were none.
     *
     * @param observationSize floats of one observation
     */
    @Nullable
    SequenceBatch sequences(int observationSize) {
        long sequences = number();
        if (sequences == 0) {
            return null;
        }
        long length = number();
        if (sequences < 0 || length < 1 || sequences > in.remaining() / length) {
            throw new IllegalModelException(
                    "the trainer state is damaged: it names " + sequences + " sequences of " + length + " steps");
        }
        int steps = (int) (sequences * length);
        float[] observations = floats(steps * observationSize);
        int[] actions = ints(steps);
        float[] rewards = floats(steps);
        expect(steps, 1);
        byte[] flags = new byte[steps];
        in.get(flags);
        return new SequenceBatch((int) sequences, (int) length, observations, actions, rewards, flags);
    }

    private int[] ints(int expected) {
        expect(expected, 4);
        int[] values = new int[expected];
        in.asIntBuffer().get(values);
        in.position(in.position() + 4 * expected);
        return values;
    }

    private void expect(int expected, int size) {
        long count = number();
        if (count != expected) {
            throw new IllegalModelException("the trainer state holds " + count + " numbers where the model needs "
                    + expected + ": it belongs to another model or other settings");
        }
        need((long) size * count);
    }

    void end() {
        if (in.hasRemaining()) {
            throw new IllegalModelException("the trainer state holds " + in.remaining() + " bytes too many");
        }
    }

    private void need(long bytes) {
        if (in.remaining() < bytes) {
            throw new IllegalModelException("the trainer state is cut off: the checkpoint is damaged");
        }
    }
}
