package io.slipstream.runtime.config;

import io.slipstream.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings every service has. */
public final class CommonSettings {

    /** Brokers to begin with. */
    public static final Setting<String> BOOTSTRAP_SERVERS = new Setting<>(
            "bootstrap.servers",
            SettingType.text(),
            "127.0.0.1:9092",
            "Kafka brokers, host:port, separated by commas.");

    /** TLS and SASL of every client. */
    public static final Setting<Optional<Path>> CLIENT_PROPERTIES = new Setting<>(
            "client.properties",
            SettingType.optional(SettingType.path()),
            Optional.empty(),
            "Properties file with settings of every Kafka client, TLS and SASL above all, as Kafka's own tools take it; settings under kafka. override it.");

    /** The fleet. */
    public static final Setting<String> FLEET = new Setting<>(
            "fleet",
            SettingType.name(),
            "demo",
            "Fleet that this process belongs to: the actors that run one policy on one job.");

    /** Prefix of topic names. */
    public static final Setting<String> TOPICS_PREFIX = new Setting<>(
            "topics.prefix", SettingType.name(), Topics.DEFAULT_PREFIX, "Prefix of every topic name, without its dot.");

    /** Copies of each partition. */
    public static final Setting<Integer> TOPICS_REPLICATION = new Setting<>(
            "topics.replication",
            SettingType.integer(-1, 16),
            -1,
            "Copies of each partition of a topic that is created; -1 takes the broker's default.");

    /** Size of the replay log. */
    public static final Setting<Integer> TOPICS_REPLAY_MEGABYTES = new Setting<>(
            "topics.replay-megabytes",
            SettingType.integer(8, 1_000_000),
            2048,
            "How much of each partition of transitions and of episodes is kept, MiB, when the topic is created; the newest"
                    + " stays. Topics that are there keep what they have.");

    /** How long to wait for the brokers. */
    public static final Setting<Duration> CLUSTER_TIMEOUT = new Setting<>(
            "cluster.timeout",
            SettingType.duration(),
            Duration.ofSeconds(10),
            "How long a start waits for a broker to answer before it fails.");

    /** Largest record that is read. */
    public static final Setting<Integer> RECORDS_MAX_BYTES = new Setting<>(
            "records.max-bytes",
            SettingType.integer(1 << 10, 1 << 30),
            8 << 20,
            "Bytes of the largest record that is decoded; a larger one goes to dead letters.");

    /** Where the management port listens. */
    public static final Setting<String> MANAGEMENT_HOST = new Setting<>(
            "management.host",
            SettingType.text(),
            "127.0.0.1",
            "Address on which /healthy, /ready and /metrics listen; 0.0.0.0 in a container.");

    /** The management port. */
    public static final Setting<Integer> MANAGEMENT_PORT = new Setting<>(
            "management.port",
            SettingType.integer(0, 65535),
            0,
            "Port of /healthy, /ready and /metrics; 0 takes a free one and logs it.");

    private CommonSettings() {}

    /** All of them, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return List.of(
                BOOTSTRAP_SERVERS,
                CLIENT_PROPERTIES,
                FLEET,
                TOPICS_PREFIX,
                TOPICS_REPLICATION,
                TOPICS_REPLAY_MEGABYTES,
                CLUSTER_TIMEOUT,
                RECORDS_MAX_BYTES,
                MANAGEMENT_HOST,
                MANAGEMENT_PORT);
    }
}
