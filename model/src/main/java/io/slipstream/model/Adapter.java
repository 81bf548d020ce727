package io.slipstream.model;

import io.slipstream.model.layout.AdapterLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A low-rank update of one network: for every targeted matrix W [out, in] the product (alpha / rank) B A with
 * A [rank, in] and B [out, rank] (LoRA, arXiv 2106.09685).
 *
 * @param network which network it updates
 * @param rank r
 * @param alpha scale; the product counts alpha / rank
 * @param parameters all A and B, in the order of {@link AdapterLayout}; not copied, do not change
 */
public record Adapter(Network network, int rank, float alpha, float[] parameters) {
    private static final int MAGIC = 0x534c4f52; // "SLOR"
    private static final int MAX_NAME = 64;

    /** Checks rank and scale. */
    public Adapter {
        if (rank < 1 || !Float.isFinite(alpha)) {
            throw new IllegalModelException(
                    "an adapter needs a rank of at least 1 and a finite scale, not rank " + rank + ", alpha " + alpha);
        }
    }

    /** As one small record: magic, network, rank, alpha, parameters, little-endian. */
    public byte[] toBytes() {
        byte[] name = network.id().getBytes(StandardCharsets.UTF_8);
        ByteBuffer out =
                ByteBuffer.allocate(20 + name.length + 4 * parameters.length).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(MAGIC)
                .putInt(name.length)
                .put(name)
                .putInt(rank)
                .putFloat(alpha)
                .putInt(parameters.length);
        out.asFloatBuffer().put(parameters);
        return out.array();
    }

    /**
     * Reads what {@link #toBytes()} wrote.
     *
     * @throws IllegalModelException when the bytes are no adapter, or hold a number that is not finite
     */
    public static Adapter fromBytes(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < 20 || in.getInt() != MAGIC) {
            throw new IllegalModelException("these " + bytes.length + " bytes are not an adapter");
        }
        int length = in.getInt();
        if (length < 1 || length > MAX_NAME || length > in.remaining() - 12) {
            throw new IllegalModelException("the adapter's network name is damaged");
        }
        byte[] name = new byte[length];
        in.get(name);
        int rank = in.getInt();
        float alpha = in.getFloat();
        int count = in.getInt();
        if (count < 0 || in.remaining() != 4L * count) {
            throw new IllegalModelException(
                    "the adapter names " + count + " parameters but holds " + in.remaining() + " bytes");
        }
        float[] parameters = new float[count];
        in.asFloatBuffer().get(parameters);
        for (float parameter : parameters) {
            if (!Float.isFinite(parameter)) {
                throw new IllegalModelException("the adapter holds a number that is not finite");
            }
        }
        return new Adapter(Network.of(new String(name, StandardCharsets.UTF_8)), rank, alpha, parameters);
    }
}
