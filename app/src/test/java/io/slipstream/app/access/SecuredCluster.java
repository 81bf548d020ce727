package io.slipstream.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.app.broker.Certificate;
import io.slipstream.app.broker.SecuredBroker;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.runtime.kafka.TopicAdmin;
import io.slipstream.schemas.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.awaitility.Awaitility;

/** A secured broker with the catalogue, the users and their access list, reached by the client.properties of k8s/. */
final class SecuredCluster implements AutoCloseable {
    private static final Path PROPERTIES = Path.of("..", "k8s", "overlays", "production", "client.properties");
    private static final String MOUNT = "/etc/slipstream";

    private final Path folder;
    private final SecuredBroker broker;
    private final Map<String, String> passwords = new HashMap<>();

    SecuredCluster(Path folder, String fleet) throws Exception {
        this.folder = folder;
        passwords.put(SecuredBroker.ADMIN, "admin-password");
        for (LogUser user : LogUser.values()) {
            passwords.put(user.user(), "password-of-" + user.user());
        }
        Certificate identity = Certificate.make(folder, "ca");
        broker = new SecuredBroker(folder, identity, passwords);
        Config admin = as(SecuredBroker.ADMIN).with(CommonSettings.FLEET, fleet);
        try (Admin client = new KafkaClients(admin).admin("test")) {
            new TopicAdmin(client, admin).ensure(Topics.all());
            client.createAcls(new AccessList(admin).all()).all().get();
        }
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(this::accessIsInForce);
    }

    /** The broker hears of entries in their order, a moment after the controller has taken them; this is of the last one. */
    private boolean accessIsInForce() throws Exception {
        String commands = Topics.COMMANDS.name(Topics.DEFAULT_PREFIX);
        try (Admin operator = new KafkaClients(as(LogUser.OPERATOR)).admin("test")) {
            return operator
                    .describeTopics(
                            TopicCollection.ofTopicNames(List.of(commands)),
                            new DescribeTopicsOptions().includeAuthorizedOperations(true))
                    .allTopicNames()
                    .get()
                    .values()
                    .stream()
                    .allMatch(topic -> topic.authorizedOperations().contains(AclOperation.WRITE));
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(TopicAuthorizationException.class);
            return false;
        }
    }

    Config as(LogUser user) throws Exception {
        return as(user.user());
    }

    /** The configuration of a user, as its pod has it: the properties file and what is mounted beside it. */
    Config as(String user) throws Exception {
        return as(user, password(user), folder.resolve("ca.pem"));
    }

    String password(String user) {
        return Objects.requireNonNull(passwords.get(user));
    }

    Config as(String user, String password, Path trusted) throws Exception {
        Path mount = Files.createTempDirectory(folder, user);
        Files.writeString(
                Files.createDirectory(mount.resolve("user")).resolve("sasl.jaas.config"),
                Certificate.login(user, password));
        Files.copy(trusted, Files.createDirectory(mount.resolve("cluster")).resolve("ca.crt"));
        Path file = Files.writeString(
                mount.resolve("client.properties"), Files.readString(PROPERTIES).replace(MOUNT, mount.toString()));
        return Config.defaults()
                .with(CommonSettings.BOOTSTRAP_SERVERS, broker.bootstrapServers())
                // A refusal comes at once; on a busy machine nothing else shall be taken for one.
                .with(CommonSettings.CLUSTER_TIMEOUT, Duration.ofSeconds(60))
                .with(CommonSettings.CLIENT_PROPERTIES, Optional.of(file));
    }

    /** A configuration without TLS and without a user. */
    Config asNobody() {
        return Config.defaults().with(CommonSettings.BOOTSTRAP_SERVERS, broker.bootstrapServers());
    }

    @Override
    public void close() {
        broker.close();
    }
}
