package io.slipstream.monitor.alarm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipstream.schemas.avro.Alarm;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts alarms as JSON to an address; what cannot be delivered is logged, for the topic has it. */
public final class AlarmWebhook implements Consumer<Alarm> {
    private static final Logger LOG = LoggerFactory.getLogger(AlarmWebhook.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int BAD = 300;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI address;

    /** Posts there. */
    public AlarmWebhook(URI address) {
        this.address = address;
    }

    @Override
    public void accept(Alarm alarm) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json(alarm)))
                .build();
        client.sendAsync(request, HttpResponse.BodyHandlers.discarding()).whenComplete((response, failure) -> {
            if (failure != null) {
                LOG.warn("alarm {} did not reach {}: {}", alarm.getRule(), address, failure.toString());
            } else if (response.statusCode() >= BAD) {
                LOG.warn("alarm {}: {} answered {}", alarm.getRule(), address, response.statusCode());
            }
        });
    }

    private static String json(Alarm alarm) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("fleet", alarm.getFleet());
        json.put("rule", alarm.getRule());
        json.put("state", alarm.getState().name());
        json.put("severity", alarm.getSeverity());
        json.put("condition", alarm.getCondition());
        json.put("value", alarm.getValue());
        json.put("threshold", alarm.getThreshold());
        json.put("message", alarm.getMessage());
        json.put("since", alarm.getSince().toEpochMilli());
        json.put("at", alarm.getCreatedAt().toEpochMilli());
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an alarm can always be written", e);
        }
    }
}
