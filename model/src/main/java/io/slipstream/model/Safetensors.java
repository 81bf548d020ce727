package io.slipstream.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/** The safetensors file format: u64 header length, JSON header, little-endian data; here one vector per network. */
final class Safetensors {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Safetensors() {}

    static byte[] encode(ModelWeights weights) {
        ObjectNode header = JSON.createObjectNode();
        long end = 0;
        for (Network network : Network.values()) {
            long bytes = 4L * weights.flat(network).length;
            ObjectNode tensor = header.putObject(network.id());
            tensor.put("dtype", "F32");
            tensor.putArray("shape").add(weights.flat(network).length);
            tensor.putArray("data_offsets").add(end).add(end + bytes);
            end += bytes;
        }
        byte[] head = (header + " ".repeat((8 - header.toString().length() % 8) % 8)).getBytes(StandardCharsets.UTF_8);
        ByteBuffer out =
                ByteBuffer.allocate(Math.toIntExact(8 + head.length + end)).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(head.length).put(head);
        for (Network network : Network.values()) {
            for (float value : weights.flat(network)) {
                out.putFloat(value);
            }
        }
        return out.array();
    }

    static Map<Network, float[]> decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long headerLength = bytes.length < 8 ? -1 : in.getLong();
        if (headerLength < 2 || headerLength > bytes.length - 8) {
            throw new IllegalModelException("these " + bytes.length + " bytes are not a safetensors file");
        }
        JsonNode header = header(bytes, (int) headerLength);
        Map<Network, float[]> flats = new EnumMap<>(Network.class);
        for (Network network : Network.values()) {
            JsonNode tensor = header.path(network.id());
            long from = tensor.path("data_offsets").path(0).asLong(-1);
            long to = tensor.path("data_offsets").path(1).asLong(-1);
            if (!tensor.path("dtype").asText().equals("F32")
                    || from < 0
                    || to < from
                    || to > bytes.length - 8 - headerLength) {
                throw new IllegalModelException("the weights file lacks a whole float32 tensor '" + network.id() + "'");
            }
            flats.put(network, floats(in, (int) (8 + headerLength + from), (int) ((to - from) / 4), network));
        }
        return flats;
    }

    private static JsonNode header(byte[] bytes, int length) {
        try {
            return JSON.readTree(new String(bytes, 8, length, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalModelException("the weights file's header is damaged: " + e.getOriginalMessage(), e);
        }
    }

    private static float[] floats(ByteBuffer in, int position, int count, Network network) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = in.getFloat(position + 4 * i);
            if (!Float.isFinite(values[i])) {
                throw new IllegalModelException("parameter " + i + " of " + network.id() + " is not finite");
            }
        }
        return values;
    }
}
