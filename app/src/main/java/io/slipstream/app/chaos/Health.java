package io.slipstream.app.chaos;

import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.runtime.kafka.TopicAdmin;
import io.slipstream.schemas.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells who is well: a service of which a record was heard, a broker that is in sync in all partitions. Its own thread asks the brokers;
 * others ask it.
 */
final class Health implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Health.class);
    private static final long LOOK_MILLIS = 1_000;
    private static final int CONNECT_MILLIS = 500;
    private static final long CLOSE_MILLIS = 5_000;

    private final LogFollower follower;
    private final List<String> actors;
    private final Map<String, Integer> ports;
    private final Admin admin;
    private final TopicAdmin topics;
    private final Map<String, Long> inSync = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean closing;

    /**
     * @param follower hears the services
     * @param actors their names
     * @param ports of the brokers, by name
     * @param config leads to the brokers past all links
     */
    Health(LogFollower follower, List<String> actors, Map<String, Integer> ports, Config config) {
        this.follower = follower;
        this.actors = List.copyOf(actors);
        this.ports = Map.copyOf(ports);
        admin = new KafkaClients(config).admin("chaos-health");
        topics = new TopicAdmin(admin, config);
        thread = new Thread(this::watch, "chaos-health");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Whether a target was well at some moment after this one of {@link System#nanoTime}. */
    boolean well(String target, long since) {
        if (target.startsWith("link-")) {
            return actors.stream().allMatch(actor -> follower.heardSince(actor, since));
        }
        if (target.startsWith("broker-")) {
            Long last = inSync.get(target);
            return last != null && last - since > 0;
        }
        return follower.heardSince(target, since);
    }

    private void watch() {
        while (!closing) {
            try {
                long asked = System.nanoTime();
                look(topics.describe(Topics.all()).values(), asked);
                Thread.sleep(LOOK_MILLIS);
            } catch (KafkaException e) {
                LOG.debug("the brokers cannot be asked now", e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void look(Collection<TopicDescription> descriptions, long asked) {
        Map<Integer, Boolean> synced = new HashMap<>();
        for (TopicDescription topic : descriptions) {
            for (TopicPartitionInfo partition : topic.partitions()) {
                for (Node replica : partition.replicas()) {
                    synced.merge(replica.id(), partition.isr().contains(replica), Boolean::logicalAnd);
                }
            }
        }
        synced.forEach((broker, all) -> {
            String name = "broker-" + broker;
            // For some seconds the others take one that was killed for one that is there.
            if (all && listens(ports.getOrDefault(name, 0))) {
                inSync.put(name, asked);
            }
        });
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        admin.close(Duration.ofSeconds(1));
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
