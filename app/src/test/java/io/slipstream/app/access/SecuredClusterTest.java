package io.slipstream.app.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.actor.ActorSettings;
import io.slipstream.app.audit.AuditReader;
import io.slipstream.app.audit.RunBook;
import io.slipstream.app.broker.Certificate;
import io.slipstream.app.run.Fleet;
import io.slipstream.app.run.Fleet.Role;
import io.slipstream.learner.LearnerService;
import io.slipstream.learner.LearnerSettings;
import io.slipstream.monitor.MonitorSettings;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.kafka.BrokerUnavailableException;
import io.slipstream.runtime.kafka.ClusterCheck;
import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.runtime.kafka.TopicAdmin;
import io.slipstream.schemas.Topic;
import io.slipstream.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The services on a broker with TLS, SCRAM and access control: each with its own user works, and can do nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(240)
class SecuredClusterTest {
    private static final String FLEET = "secured";
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private Path folder;
    private SecuredCluster cluster;

    @BeforeAll
    void start(@TempDir Path shared) throws Exception {
        folder = shared;
        cluster = new SecuredCluster(shared, FLEET);
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    void shouldLetEveryServiceWorkWithItsOwnUser() throws Exception {
        Config operator = settings(LogUser.OPERATOR);
        RunBook book = new RunBook(FLEET);
        try (AuditReader audit = new AuditReader(new KafkaClients(operator), book);
                Fleet learner = new Fleet(checked(LogUser.LEARNER), List.of(Role.LEARNER));
                Fleet monitor = new Fleet(checked(LogUser.MONITOR), List.of(Role.MONITOR));
                Fleet actor = new Fleet(checked(LogUser.ACTOR), List.of(Role.ACTOR))) {
            learner.start();
            monitor.start();
            actor.start();
            await(
                    audit,
                    () -> book.drivenVersions().contains(1)
                            && book.latestReport().isPresent());
            assertThat(List.of(learner.healthy(), monitor.healthy(), actor.healthy()))
                    .containsOnly(true);
            assertThat(book.deadLetters()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(LogUser.class)
    void shouldAllowOnTopicsExactlyWhatTheListSays(LogUser user) throws Exception {
        Config config = cluster.as(user);
        try (Admin admin = new KafkaClients(config).admin("test")) {
            Map<String, KafkaFuture<TopicDescription>> described = admin.describeTopics(
                            TopicCollection.ofTopicNames(names(Topics.all())),
                            new DescribeTopicsOptions().includeAuthorizedOperations(true))
                    .topicNameValues();
            for (Topic<?> topic : Topics.all()) {
                Set<AclOperation> expected = operations(user, topic);
                KafkaFuture<TopicDescription> answer = Objects.requireNonNull(described.get(name(topic)));
                if (expected.isEmpty()) {
                    assertDenied(answer, TopicAuthorizationException.class, user + " describes " + name(topic));
                } else {
                    assertThat(answer.get().authorizedOperations())
                            .as("%s on %s", user, name(topic))
                            .isEqualTo(expected);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(LogUser.class)
    void shouldDenyWritingAndReadingOtherTopics(LogUser user) throws Exception {
        KafkaClients clients = new KafkaClients(cluster.as(user));
        List<Topic<?>> unwritable = others(user.writes());
        List<Topic<?>> unreadable = others(user.reads());
        assertThat(unwritable.size() + unreadable.size()).isGreaterThan(6);
        try (Producer<byte[], byte[]> producer = clients.rawProducer("test");
                Consumer<byte[], byte[]> consumer = clients.rawConsumer("test")) {
            for (Topic<?> topic : unwritable) {
                assertThatThrownBy(() -> producer.send(new ProducerRecord<>(name(topic), new byte[] {1}))
                                .get())
                        .as("%s writes %s", user, name(topic))
                        .hasCauseInstanceOf(TopicAuthorizationException.class);
            }
            for (Topic<?> topic : unreadable) {
                assertThatThrownBy(() -> read(consumer, name(topic)))
                        .as("%s reads %s", user, name(topic))
                        .isInstanceOf(TopicAuthorizationException.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(LogUser.class)
    void shouldDenyChangingTheCluster(LogUser user) throws Exception {
        String decisions = name(Topics.DECISIONS);
        try (Admin admin = new KafkaClients(cluster.as(user)).admin("test")) {
            assertDenied(
                    admin.createTopics(List.of(new NewTopic("mine", 1, (short) 1)))
                            .all(),
                    TopicAuthorizationException.class,
                    "creates a topic");
            assertDenied(
                    admin.deleteTopics(List.of(decisions)).all(), TopicAuthorizationException.class, "deletes a topic");
            assertDenied(
                    admin.incrementalAlterConfigs(Map.of(
                                    new ConfigResource(ConfigResource.Type.TOPIC, decisions),
                                    List.of(new AlterConfigOp(
                                            new ConfigEntry("retention.ms", "1"), AlterConfigOp.OpType.SET))))
                            .all(),
                    TopicAuthorizationException.class,
                    "changes retention");
            assertDenied(
                    admin.createAcls(new AccessList(cluster.as(user)).of(LogUser.LEARNER))
                            .all(),
                    ClusterAuthorizationException.class,
                    "gives itself rights");
            assertDenied(
                    admin.describeAcls(AclBindingFilter.ANY).values(),
                    ClusterAuthorizationException.class,
                    "reads who has rights");
        }
    }

    @ParameterizedTest
    @EnumSource(value = LogUser.class, mode = EnumSource.Mode.EXCLUDE, names = "LEARNER")
    void shouldDenyFencingTheLearner(LogUser user) throws Exception {
        KafkaClients clients = new KafkaClients(cluster.as(user));
        try (var producer = clients.transactionalProducer("test", LearnerService.transactionalId(FLEET))) {
            assertThatThrownBy(producer::initTransactions).isInstanceOf(TransactionalIdAuthorizationException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(value = LogUser.class, mode = EnumSource.Mode.EXCLUDE, names = "MONITOR")
    void shouldDenyMovingTheMonitorsOffsets(LogUser user) throws Exception {
        String group = MonitorSettings.of(settings(LogUser.MONITOR)).applicationId();
        try (Admin admin = new KafkaClients(cluster.as(user)).admin("test")) {
            TopicPartition partition = new TopicPartition(name(Topics.TRANSITIONS), 0);
            assertDenied(
                    admin.alterConsumerGroupOffsets(group, Map.of(partition, new OffsetAndMetadata(0)))
                            .all(),
                    GroupAuthorizationException.class,
                    "moves the monitor's offsets");
        }
    }

    @Test
    void shouldRefuseABrokerWithACertificateOfAnotherAuthority() throws Exception {
        Path other = Certificate.make(folder, "other").pem();
        Config config = cluster.as(LogUser.ACTOR.user(), cluster.password(LogUser.ACTOR.user()), other);
        assertThatThrownBy(() -> new ClusterCheck(config).require())
                .isInstanceOf(BrokerUnavailableException.class)
                .hasMessageContaining("SSL handshake failed");
    }

    @Test
    void shouldRefuseAWrongPassword() throws Exception {
        Config config = cluster.as(LogUser.ACTOR.user(), "guessed", folder.resolve("ca.pem"));
        assertThatThrownBy(() -> new ClusterCheck(config).require())
                .isInstanceOf(BrokerUnavailableException.class)
                .hasMessageContaining("invalid credentials");
    }

    @Test
    void shouldRefuseAClientWithoutTls() {
        Config config = cluster.asNobody().with(CommonSettings.CLUSTER_TIMEOUT, Duration.ofSeconds(2));
        assertThatThrownBy(() -> new ClusterCheck(config).require()).isInstanceOf(BrokerUnavailableException.class);
    }

    @Test
    void shouldRefuseARecordLargerThanItsTopicTakes() throws Exception {
        Topic<?> topic = Topics.LEARNING;
        try (Producer<byte[], byte[]> producer = new KafkaClients(cluster.as(LogUser.LEARNER)).rawProducer("test")) {
            byte[] oversized = new byte[topic.maxMessageBytes() + 1];
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>(name(topic), oversized))
                            .get())
                    .hasCauseInstanceOf(RecordTooLargeException.class);
        }
    }

    /** What a process does before its service starts: the catalogue is there, and no right to make it is needed. */
    private Config checked(LogUser user) throws Exception {
        Config config = settings(user);
        new ClusterCheck(config).require();
        try (Admin admin = new KafkaClients(config).admin("test")) {
            assertThat(new TopicAdmin(admin, config).ensure(Topics.all())).isEmpty();
        }
        return config;
    }

    private Config settings(LogUser user) throws Exception {
        return cluster.as(user)
                .with(CommonSettings.FLEET, FLEET)
                .with(ActorSettings.ENVIRONMENTS, 8)
                .with(ActorSettings.PACE, 1_000.0)
                .with(LearnerSettings.MODEL, Optional.of(Path.of("..", "models", "rtm03-small")))
                .with(LearnerSettings.FOLDER, folder.resolve("learner"))
                .with(MonitorSettings.STATE_FOLDER, folder.resolve("monitor"))
                .with(MonitorSettings.WINDOW_STEPS, 1_000L)
                .with(MonitorSettings.MINIMUM_STEPS, 500L)
                .with(MonitorSettings.WEB_PORT, 0);
    }

    private static void await(AuditReader audit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("nothing came within %s", LIMIT).isLessThan(deadline);
            audit.poll(Duration.ofMillis(100));
        }
    }

    private static void read(Consumer<byte[], byte[]> consumer, String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < deadline) {
            assertThat(consumer.poll(Duration.ofMillis(100)))
                    .as("records of %s", topic)
                    .isEmpty();
        }
    }

    private static void assertDenied(KafkaFuture<?> future, Class<? extends Exception> denial, String what) {
        assertThatThrownBy(future::get)
                .as(what)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(denial);
    }

    private static Set<AclOperation> operations(LogUser user, Topic<?> topic) {
        Set<AclOperation> operations = EnumSet.noneOf(AclOperation.class);
        if (user.reads().contains(topic)) {
            operations.addAll(Set.of(AclOperation.READ, AclOperation.DESCRIBE));
        }
        if (user.writes().contains(topic)) {
            operations.addAll(Set.of(AclOperation.WRITE, AclOperation.DESCRIBE));
        }
        return operations;
    }

    private static List<Topic<?>> others(Collection<? extends Topic<?>> topics) {
        List<Topic<?>> others = new ArrayList<>(Topics.all());
        others.removeAll(topics);
        return others;
    }

    private static List<String> names(Collection<? extends Topic<?>> topics) {
        return topics.stream().map(SecuredClusterTest::name).toList();
    }

    private static String name(Topic<?> topic) {
        return topic.name(Topics.DEFAULT_PREFIX);
    }
}
