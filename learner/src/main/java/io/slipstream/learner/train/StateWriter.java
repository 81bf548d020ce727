package io.slipstream.learner.train;

import io.slipstream.learner.replay.SequenceBatch;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Writes a trainer's state as little-endian bytes. */
final class StateWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    StateWriter number(long value) {
        out.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array());
        return this;
    }

    StateWriter floats(float[] values) {
        number(values.length);
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        out.writeBytes(bytes.array());
        return this;
    }

    /** Sequences, or that there are none. */
    StateWriter sequences(@Nullable SequenceBatch batch) {
        if (batch == null) {
            return number(0);
        }
        number(batch.batch()).number(batch.length()).floats(batch.observations());
        ints(batch.actions()).floats(batch.rewards()).number(batch.flags().length);
        out.writeBytes(batch.flags());
        return this;
    }

    private StateWriter ints(int[] values) {
        number(values.length);
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        out.writeBytes(bytes.array());
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
