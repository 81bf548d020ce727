package io.slipstream.app.broker;

import java.util.List;
import org.apache.kafka.common.utils.AppInfoParser;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** Kafka's own image, of the version of the clients, in a container. Suites on it are skipped where there is no Docker. */
public final class ContainerBroker implements TestBroker {
    private final KafkaContainer container;

    /** Starts it. */
    // Closed by close().
    @SuppressWarnings("resource")
    public ContainerBroker() {
        container = new KafkaContainer(DockerImageName.parse("apache/kafka:" + AppInfoParser.getVersion()))
                // As everywhere else: topics come from the catalogue alone.
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1")
                .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1");
        container.start();
    }

    @Override
    public String bootstrapServers() {
        return container.getBootstrapServers();
    }

    /** Runs on: a container that is started again has another port, which its clients would not know. */
    @Override
    public void restart() {}

    @Override
    public List<String> logAtRest() {
        return List.of("--bootstrap-servers", bootstrapServers());
    }

    @Override
    public void close() {
        container.close();
    }
}
