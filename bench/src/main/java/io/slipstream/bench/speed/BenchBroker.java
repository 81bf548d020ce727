package io.slipstream.bench.speed;

import io.slipstream.app.broker.EmbeddedBroker;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.runtime.kafka.TopicAdmin;
import io.slipstream.schemas.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A real broker in this process, with all topics. */
final class BenchBroker implements AutoCloseable {
    static final String PLAIN = "bench-plain";

    private final EmbeddedBroker broker;
    private final Config config;

    /**
     * Starts one and creates all topics.
     *
     * @param folder for its log
     * @param partitions of the topic of transitions and of {@link #PLAIN}
     */
    BenchBroker(Path folder, int partitions) {
        broker = new EmbeddedBroker(folder, 0);
        broker.start();
        config = Config.defaults()
                .with(CommonSettings.BOOTSTRAP_SERVERS, broker.bootstrapServers())
                .with(CommonSettings.FLEET, Driving.FLEET);
        createTopics(partitions);
    }

    private void createTopics(int partitions) {
        try (Admin admin = new KafkaClients(config).admin("bench")) {
            NewTopic transitions = new NewTopic(
                    Topics.TRANSITIONS.name(config.get(CommonSettings.TOPICS_PREFIX)), partitions, (short) 1);
            NewTopic plain = new NewTopic(PLAIN, partitions, (short) 1)
                    .configs(Map.of("retention.bytes", "67108864", "segment.bytes", "33554432"));
            admin.createTopics(List.of(transitions, plain)).all().get();
            // The rest; those that are there stay.
            new TopicAdmin(admin, config).ensure(Topics.all());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while topics were created", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("topics could not be created", e);
        }
    }

    /** Names the broker. */
    Config config() {
        return config;
    }

    @Override
    public void close() {
        broker.close();
    }
}
