package io.slipstream.app.broker;

import io.slipstream.runtime.lifecycle.Service;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker and its controller in this process, on 127.0.0.1 only, alone or one of several. What it holds stays in its folder: started again on
 * the same folder it has all records.
 */
public final class EmbeddedBroker implements Service {
    /** Kafka writes it first of all. */
    private static final String IDENTITY = "meta.properties";

    private final Path logs;
    private final ClusterNode node;
    private @Nullable KafkaRaftServer server;

    /**
     * Prepares a broker; nothing runs yet.
     *
     * @param folder where it keeps its data; the caller holds the folder (see {@link DataFolder})
     * @param port to listen on, 0 for a free one
     * @throws BrokerException when the port is in use, or the folder's path has a comma
     */
    public EmbeddedBroker(Path folder, int port) {
        this(folder, ClusterNode.alone(FreePorts.check(port)));
    }

    /**
     * Prepares a broker of a cluster; nothing runs yet.
     *
     * @param folder where it keeps its data; nobody else may use it
     * @param node its place in the cluster
     */
    public EmbeddedBroker(Path folder, ClusterNode node) {
        this.logs = logs(folder);
        this.node = node;
    }

    private static Path logs(Path folder) {
        Path logs = folder.toAbsolutePath().resolve("kafka");
        if (logs.toString().contains(",")) {
            // The broker's own setting is a list.
            throw new BrokerException(
                    "a broker cannot keep its data in " + logs + ": the path has a comma; name another folder");
        }
        return logs;
    }

    /** Whether a broker has kept its data in that folder before. */
    public static boolean hasLog(Path folder) {
        return Files.exists(logs(folder).resolve(IDENTITY));
    }

    @Override
    public String name() {
        return "broker";
    }

    /** Address for clients, host:port. */
    public String bootstrapServers() {
        return "127.0.0.1:" + node.port();
    }

    @Override
    public synchronized void start() {
        if (server != null) {
            return;
        }
        try {
            format();
            server = started(BrokerConfig.of(logs, node));
        } catch (Exception e) {
            throw new BrokerException(
                    "the embedded broker cannot start on " + logs + ": " + e
                            + "; if the folder is damaged, move it away and start again",
                    e);
        }
    }

    /** A broker of these settings. Kafka writes their names large in the default language, and in Turkish there is no CLASSIC. */
    static KafkaRaftServer started(Properties settings) {
        Locale language = Locale.getDefault();
        Locale.setDefault(Locale.ROOT);
        try {
            KafkaRaftServer starting = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
            starting.startup();
            return starting;
        } finally {
            Locale.setDefault(language);
        }
    }

    private void format() throws Exception {
        if (Files.exists(logs.resolve(IDENTITY))) {
            return;
        }
        Files.createDirectories(logs);
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(node.id())
                .setClusterId(node.clusterId())
                .setControllerListenerName(BrokerConfig.CONTROLLER)
                .setDirectories(List.of(logs.toString()))
                .setMetadataLogDirectory(logs.toString())
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .setIgnoreFormatted(true)
                .run();
    }

    @Override
    public synchronized void close() {
        KafkaRaftServer running = server;
        server = null;
        if (running != null) {
            running.shutdown();
            running.awaitShutdown();
        }
    }

    @Override
    public synchronized boolean healthy() {
        return server != null;
    }
}
