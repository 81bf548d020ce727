package io.slipstream.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The safetensors file format: u64 header length, JSON header, little-endian data; here flat float32 vectors. */
final class Safetensors {
    private static final String METADATA = "__metadata__";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Safetensors() {}

    /** Vectors by name, in the map's order. */
    static byte[] encode(Map<String, float[]> tensors) {
        ObjectNode header = JSON.createObjectNode();
        long end = 0;
        for (Map.Entry<String, float[]> entry : tensors.entrySet()) {
            long bytes = 4L * entry.getValue().length;
            ObjectNode tensor = header.putObject(entry.getKey());
            tensor.put("dtype", "F32");
            tensor.putArray("shape").add(entry.getValue().length);
            tensor.putArray("data_offsets").add(end).add(end + bytes);
            end += bytes;
        }
        byte[] head = (header + " ".repeat((8 - header.toString().length() % 8) % 8)).getBytes(StandardCharsets.UTF_8);
        ByteBuffer out =
                ByteBuffer.allocate(Math.toIntExact(8 + head.length + end)).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(head.length).put(head);
        for (float[] values : tensors.values()) {
            for (float value : values) {
                out.putFloat(value);
            }
        }
        return out.array();
    }

    /** All vectors by name. */
    static Map<String, float[]> decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long headerLength = bytes.length < 8 ? -1 : in.getLong();
        if (headerLength < 2 || headerLength > bytes.length - 8) {
            throw new IllegalModelException("these " + bytes.length + " bytes are not a safetensors file");
        }
        JsonNode header = header(bytes, (int) headerLength);
        Map<String, float[]> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            if (!entry.getKey().equals(METADATA)) {
                tensors.put(entry.getKey(), tensor(in, entry.getKey(), entry.getValue(), 8 + headerLength));
            }
        }
        return tensors;
    }

    private static float[] tensor(ByteBuffer in, String name, JsonNode tensor, long data) {
        long from = tensor.path("data_offsets").path(0).asLong(-1);
        long to = tensor.path("data_offsets").path(1).asLong(-1);
        if (!tensor.path("dtype").asText().equals("F32") || from < 0 || to < from || to > in.capacity() - data) {
            throw new IllegalModelException("the weights file lacks a whole float32 tensor '" + name + "'");
        }
        return floats(in, (int) (data + from), (int) ((to - from) / 4), name);
    }

    private static JsonNode header(byte[] bytes, int length) {
        try {
            return JSON.readTree(new String(bytes, 8, length, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalModelException("the weights file's header is damaged: " + e.getOriginalMessage(), e);
        }
    }

    private static float[] floats(ByteBuffer in, int position, int count, String name) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = in.getFloat(position + 4 * i);
            if (!Float.isFinite(values[i])) {
                throw new IllegalModelException("parameter " + i + " of " + name + " is not finite");
            }
        }
        return values;
    }
}
