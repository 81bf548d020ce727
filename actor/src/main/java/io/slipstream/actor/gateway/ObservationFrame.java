package io.slipstream.actor.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/**
 * The payload of OBS for n environments of D features: f32 observations [n, D], f32 rewards [n], u8 flags [n], and, when
 * episodes have ended, JSON [{environment, success, outcome, metrics}].
 */
final class ObservationFrame {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ObservationFrame() {}

    static Arrival read(byte[] payload, int environments, int size) throws Refusal {
        int fixed = environments * (4 * size + 4 + 1);
        if (payload.length < fixed) {
            throw new Refusal(
                    Incident.WRONG_SPACES,
                    "OBS has " + payload.length + " bytes; " + environments + " environments of " + size
                            + " features take " + fixed);
        }
        ByteBuffer in = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
        float[] observations = floats(in, environments * size);
        float[] rewards = floats(in, environments);
        byte[] flags = new byte[environments];
        in.get(flags);
        return new Arrival(observations, rewards, flags, endings(payload, fixed, environments));
    }

    private static float[] floats(ByteBuffer in, int count) {
        float[] floats = new float[count];
        in.asFloatBuffer().get(floats);
        in.position(in.position() + 4 * count);
        return floats;
    }

    private static Map<Integer, Arrival.Ending> endings(byte[] payload, int from, int environments) throws Refusal {
        Map<Integer, Arrival.Ending> endings = new TreeMap<>();
        if (payload.length == from) {
            return endings;
        }
        try {
            for (JsonNode ending : JSON.readTree(payload, from, payload.length - from)) {
                int environment = ending.path("environment").asInt(-1);
                if (environment >= 0 && environment < environments) {
                    endings.put(environment, ending(ending));
                }
            }
        } catch (IOException e) {
            throw new Refusal(Incident.GARBAGE, "what follows the flags of OBS is no JSON");
        }
        return endings;
    }

    /** Reads what a client says about an ended episode; a metric that is no finite number is left out. */
    static Arrival.Ending ending(JsonNode json) {
        Map<String, Double> metrics = new TreeMap<>();
        json.path("metrics").properties().forEach(metric -> {
            double value = metric.getValue().asDouble(Double.NaN);
            if (Double.isFinite(value)) {
                metrics.put(metric.getKey(), value);
            }
        });
        return new Arrival.Ending(
                json.path("success").asBoolean(false), json.path("outcome").asText(""), metrics);
    }
}
