package io.slipstream.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipstream.model.adapter.AdapterForm;
import io.slipstream.model.adapter.Init;
import io.slipstream.model.adapter.LowRankForm;
import io.slipstream.model.adapter.Scaling;
import io.slipstream.model.adapter.Targets;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Adapters as bytes, little-endian: magic, format, length of a JSON header {network, form}, the header, count, float32 numbers. The first
 * format had another magic and no header: network name, rank, alpha, count, numbers.
 */
final class AdapterRecord {
    private static final int MAGIC = 0x534c4144; // "SLAD"
    private static final int FIRST_MAGIC = 0x534c4f52; // "SLOR"
    private static final int FORMAT = 2;
    private static final int MAX_HEADER = 1 << 16;
    private static final int MAX_NAME = 64;
    private static final ObjectMapper JSON = new ObjectMapper();

    private AdapterRecord() {}

    private record Header(String network, AdapterForm form) {}

    static byte[] encode(Adapter adapter) {
        byte[] header = header(adapter);
        float[] parameters = adapter.parameters();
        ByteBuffer out =
                ByteBuffer.allocate(16 + header.length + 4 * parameters.length).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(MAGIC).putInt(FORMAT).putInt(header.length).put(header).putInt(parameters.length);
        out.asFloatBuffer().put(parameters);
        return out.array();
    }

    private static byte[] header(Adapter adapter) {
        try {
            return JSON.writeValueAsBytes(new Header(adapter.network().id(), adapter.form()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an adapter's form must always be writable as JSON", e);
        }
    }

    static Adapter decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int magic = bytes.length < 16 ? 0 : in.getInt();
        if (magic == FIRST_MAGIC) {
            return first(in);
        }
        if (magic != MAGIC) {
            throw new IllegalModelException("these " + bytes.length + " bytes are not an adapter");
        }
        int format = in.getInt();
        if (format != FORMAT) {
            throw new IllegalModelException("the adapter has format " + format
                    + ", this version of Slipstream reads formats 1 and " + FORMAT + "; bring the reader up to date");
        }
        Header header = header(text(in, in.getInt(), MAX_HEADER));
        return new Adapter(Network.of(header.network()), header.form(), floats(in));
    }

    private static Header header(String json) {
        try {
            return JSON.readValue(json, Header.class);
        } catch (JsonProcessingException e) {
            throw new IllegalModelException("cannot read the adapter's form: " + e.getOriginalMessage(), e);
        }
    }

    private static Adapter first(ByteBuffer in) {
        Network network = Network.of(text(in, in.getInt(), MAX_NAME));
        if (in.remaining() < 12) {
            throw new IllegalModelException("the adapter is cut off");
        }
        LowRankForm form = new LowRankForm(in.getInt(), in.getFloat(), Scaling.RANK, Init.A, Targets.ALL);
        return new Adapter(network, form, floats(in));
    }

    private static String text(ByteBuffer in, int length, int longest) {
        if (length < 1 || length > longest || length > in.remaining() - 4) {
            throw new IllegalModelException("the adapter's header is damaged");
        }
        byte[] text = new byte[length];
        in.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private static float[] floats(ByteBuffer in) {
        int count = in.remaining() < 4 ? -1 : in.getInt();
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
        return parameters;
    }
}
