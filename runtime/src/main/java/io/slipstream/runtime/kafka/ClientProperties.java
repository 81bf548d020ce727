package io.slipstream.runtime.kafka;

import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Settings of every kind of client: Slipstream's defaults, then the user's properties file, then what the user hands
 * through, then what delivery rests on and nobody may change.
 */
final class ClientProperties {

    private static final List<String> SPECIAL = List.of("producer.", "consumer.", "streams.");

    // Floats hardly compress, and trying costs speed.
    private static final Map<String, Object> PRODUCER = Map.of(
            "compression.type",
            "none",
            "linger.ms",
            5,
            "batch.size",
            256 << 10,
            "buffer.memory",
            64L << 20,
            "max.request.size",
            16 << 20,
            "delivery.timeout.ms",
            60_000,
            "request.timeout.ms",
            10_000);

    // A broker that starts again knows the last batch of a producer and none before it: of several on the way,
    // those that it had written and could not acknowledge would be written once more (docs/decisions/0032).
    private static final Map<String, Object> PRODUCER_GUARANTEES =
            Map.of("enable.idempotence", true, "acks", "all", "max.in.flight.requests.per.connection", 1);

    // A log with a hole is worth less than a fleet that waits.
    private static final Map<String, Object> PATIENCE =
            Map.of("delivery.timeout.ms", Integer.MAX_VALUE, "max.block.ms", Long.MAX_VALUE);

    private static final Map<String, Object> CONSUMER = Map.of(
            "auto.offset.reset",
            "earliest",
            "max.poll.records",
            2_000,
            "receive.buffer.bytes",
            1 << 20,
            "fetch.max.bytes",
            32 << 20,
            "max.partition.fetch.bytes",
            8 << 20,
            "allow.auto.create.topics",
            false);

    private static final Map<String, Object> CONSUMER_GUARANTEES =
            Map.of("isolation.level", "read_committed", "enable.auto.commit", false);

    private static final Map<String, Object> STREAMS = Map.of(
            "num.stream.threads", 1,
            "commit.interval.ms", 100,
            "ensure.explicit.internal.resource.naming", true);

    private static final Map<String, Object> STREAMS_GUARANTEES = Map.of("processing.guarantee", "exactly_once_v2");

    private final Config config;
    private final Map<String, String> file;

    ClientProperties(Config config) {
        this.config = config;
        this.file = config.get(CommonSettings.CLIENT_PROPERTIES)
                .map(ClientPropertiesFile::read)
                .orElse(Map.of());
    }

    Map<String, Object> common(String clientId) {
        Map<String, Object> settings = new HashMap<>();
        settings.putAll(file);
        settings.put("client.id", clientId);
        config.passThrough("kafka.").forEach((key, value) -> {
            if (SPECIAL.stream().noneMatch(key::startsWith)) {
                settings.put(key, value);
            }
        });
        settings.put("bootstrap.servers", config.get(CommonSettings.BOOTSTRAP_SERVERS));
        return settings;
    }

    Map<String, Object> producer(String clientId) {
        Map<String, Object> settings = new HashMap<>(PRODUCER);
        settings.putAll(common(clientId));
        settings.putAll(config.passThrough("kafka.producer."));
        settings.putAll(PRODUCER_GUARANTEES);
        return settings;
    }

    Map<String, Object> patientProducer(String clientId) {
        Map<String, Object> settings = producer(clientId);
        settings.putAll(PATIENCE);
        return settings;
    }

    Map<String, Object> consumer(String clientId) {
        Map<String, Object> settings = new HashMap<>(CONSUMER);
        settings.putAll(common(clientId));
        settings.putAll(config.passThrough("kafka.consumer."));
        settings.putAll(CONSUMER_GUARANTEES);
        return settings;
    }

    Properties streams(String applicationId, Path stateFolder) {
        Map<String, Object> settings = new HashMap<>(STREAMS);
        PRODUCER.forEach((key, value) -> settings.put("producer." + key, value));
        CONSUMER.forEach((key, value) -> settings.put("consumer." + key, value));
        settings.putAll(common(applicationId));
        config.passThrough("kafka.producer.").forEach((key, value) -> settings.put("producer." + key, value));
        config.passThrough("kafka.consumer.").forEach((key, value) -> settings.put("consumer." + key, value));
        settings.putAll(config.passThrough("kafka.streams."));
        settings.put("application.id", applicationId);
        settings.put("state.dir", stateFolder.toString());
        settings.putAll(STREAMS_GUARANTEES);
        Properties properties = new Properties();
        properties.putAll(settings);
        return properties;
    }
}
