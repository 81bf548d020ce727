package io.slipstream.app.broker;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/** A real broker that speaks TLS only, knows its users by SCRAM passwords and allows nobody anything without an entry. */
public final class SecuredBroker implements AutoCloseable {
    /** The user who may do everything. */
    public static final String ADMIN = "admin";

    private static final String LISTENER = "SASL_SSL";

    private final ClusterNode node = ClusterNode.alone(FreePorts.check(0));
    private final KafkaRaftServer server;

    /**
     * Starts a broker.
     *
     * @param folder where it keeps its data
     * @param identity its private key and certificate
     * @param passwords by user, {@link #ADMIN} among them
     */
    public SecuredBroker(Path folder, Certificate identity, Map<String, String> passwords) throws Exception {
        Path logs = Files.createDirectories(folder.resolve("kafka"));
        format(logs, passwords);
        Properties properties = BrokerConfig.of(logs, node);
        properties.putAll(listeners(Objects.requireNonNull(properties.getProperty("listeners"))));
        properties.putAll(identity(identity));
        // On a busy machine a broker that is slow shall not be taken for a dead one.
        properties.put("broker.session.timeout.ms", "18000");
        properties.putAll(access(Objects.requireNonNull(passwords.get(ADMIN))));
        server = EmbeddedBroker.started(properties);
    }

    /** Address for clients, host:port. */
    public String bootstrapServers() {
        return "127.0.0.1:" + node.port();
    }

    private void format(Path logs, Map<String, String> passwords) throws Exception {
        List<String> users = passwords.entrySet().stream()
                .map(entry -> "SCRAM-SHA-512=[name=%s,password=%s]".formatted(entry.getKey(), entry.getValue()))
                .toList();
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(node.id())
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName(BrokerConfig.CONTROLLER)
                .setDirectories(List.of(logs.toString()))
                .setMetadataLogDirectory(logs.toString())
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .setScramArguments(users)
                .run();
    }

    private static Map<String, String> listeners(String plain) {
        return Map.of(
                "listeners",
                plain.replace("PLAINTEXT://", LISTENER + "://"),
                "advertised.listeners",
                plain.replace("PLAINTEXT://", LISTENER + "://").split(",")[0],
                "listener.security.protocol.map",
                "SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name",
                LISTENER,
                "sasl.enabled.mechanisms",
                "SCRAM-SHA-512",
                "sasl.mechanism.inter.broker.protocol",
                "SCRAM-SHA-512");
    }

    private static Map<String, String> identity(Certificate certificate) {
        return Map.of(
                "ssl.keystore.type", "PKCS12",
                "ssl.keystore.location", certificate.keyStore().toString(),
                "ssl.keystore.password", certificate.password(),
                "ssl.truststore.type", "PEM",
                "ssl.truststore.location", certificate.pem().toString());
    }

    private static Map<String, String> access(String password) {
        return Map.of(
                "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                // Nobody is anonymous on the clients' listener; the controller's has one node on 127.0.0.1.
                "super.users",
                "User:" + ADMIN + ";User:ANONYMOUS",
                "allow.everyone.if.no.acl.found",
                "false",
                "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config",
                Certificate.login(ADMIN, password));
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
