package io.slipstream.app.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The settings of brokers that keep within a small machine. */
final class BrokerConfig {
    static final String CONTROLLER = "CONTROLLER";

    /** The broker's own topics: only segments that have ended are compacted, and theirs end at 100 MB unless told otherwise. */
    private static final Map<String, String> BOOKKEEPING = Map.of(
            "offsets.topic.segment.bytes", Integer.toString(16 << 20),
            "transaction.state.log.segment.bytes", Integer.toString(16 << 20));

    private BrokerConfig() {}

    static Properties of(Path logs, ClusterNode node) {
        Properties properties = new Properties();
        properties.putAll(network(node));
        properties.putAll(copies(node.size()));
        properties.putAll(BOOKKEEPING);
        properties.putAll(smallMachine());
        properties.put("log.dirs", logs.toString());
        return properties;
    }

    private static Map<String, String> network(ClusterNode node) {
        boolean alone = node.size() == 1;
        String internal = alone ? "" : ",INTERNAL://127.0.0.1:" + node.internalPort();
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(node.id()),
                "listeners",
                "PLAINTEXT://127.0.0.1:" + node.port() + internal + ",CONTROLLER://127.0.0.1:" + node.controllerPort(),
                "advertised.listeners",
                "PLAINTEXT://127.0.0.1:" + node.advertisedPort() + internal,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name",
                alone ? "PLAINTEXT" : "INTERNAL",
                "controller.listener.names",
                CONTROLLER,
                "controller.quorum.voters",
                node.voters());
    }

    /** As many copies as there are nodes; a record counts as written when all but one node have it. */
    private static Map<String, String> copies(int nodes) {
        String replicas = Integer.toString(nodes);
        String inSync = Integer.toString(Math.max(1, nodes - 1));
        return Map.of(
                "default.replication.factor", replicas,
                "min.insync.replicas", inSync,
                "offsets.topic.replication.factor", replicas,
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.replication.factor", replicas,
                "transaction.state.log.min.isr", inSync,
                "transaction.state.log.num.partitions", "4",
                "share.coordinator.state.topic.replication.factor", replicas,
                "share.coordinator.state.topic.min.isr", inSync,
                "group.initial.rebalance.delay.ms", "0");
    }

    private static Map<String, String> smallMachine() {
        return Map.of(
                "auto.create.topics.enable",
                "false",
                // A short session lets a broker that was killed come back in about 3 s instead of 12.
                "broker.session.timeout.ms",
                "3000",
                "broker.heartbeat.interval.ms",
                "500",
                "log.cleaner.dedupe.buffer.size",
                Integer.toString(16 << 20),
                "num.network.threads",
                "2",
                "num.io.threads",
                "4",
                "background.threads",
                "2",
                "num.recovery.threads.per.data.dir",
                "2",
                "controlled.shutdown.enable",
                "false",
                "socket.request.max.bytes",
                Integer.toString(64 << 20));
    }
}
