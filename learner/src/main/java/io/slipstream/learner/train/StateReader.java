package io.slipstream.learner.train;

import io.slipstream.model.IllegalModelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

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
        long count = number();
        if (count != expected) {
            throw new IllegalModelException("the trainer state holds " + count + " numbers where the model needs "
                    + expected + ": it belongs to another model or other settings");
        }
        need(4L * count);
        float[] values = new float[expected];
        in.asFloatBuffer().get(values);
        in.position(in.position() + 4 * expected);
        return values;
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
