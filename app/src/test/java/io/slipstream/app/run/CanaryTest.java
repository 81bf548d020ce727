package io.slipstream.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.slipstream.actor.ActorSettings;
import io.slipstream.app.broker.EmbeddedBroker;
import io.slipstream.app.run.Fleet.Role;
import io.slipstream.learner.LearnerSettings;
import io.slipstream.learner.plan.Strategy;
import io.slipstream.learner.publish.Release;
import io.slipstream.learner.publish.VersionPublisher;
import io.slipstream.model.ModelFolder;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.Network;
import io.slipstream.model.StoredModel;
import io.slipstream.monitor.CanaryConfiguration;
import io.slipstream.monitor.MonitorSettings;
import io.slipstream.monitor.canary.CanaryMode;
import io.slipstream.monitor.canary.Ruling;
import io.slipstream.monitor.topology.VerdictReplay;
import io.slipstream.monitor.topology.WindowReplay;
import io.slipstream.monitor.topology.WireFormat;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.runtime.kafka.TopicAdmin;
import io.slipstream.runtime.serde.Decoded;
import io.slipstream.runtime.signals.Reference;
import io.slipstream.schemas.Topic;
import io.slipstream.schemas.Topics;
import io.slipstream.schemas.avro.Alarm;
import io.slipstream.schemas.avro.AlarmState;
import io.slipstream.schemas.avro.CanaryVerdict;
import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.Deployment;
import io.slipstream.schemas.avro.DeploymentState;
import io.slipstream.schemas.avro.OffsetRange;
import io.slipstream.schemas.avro.TransitionSegment;
import io.slipstream.schemas.avro.Trial;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bad version is published by hand while a fleet drives: the judge rolls it back, though it is restarted meanwhile. */
class CanaryTest {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final String FLEET = "test";
    private static final String TOKEN = "a-token";
    private static final Path MODEL = Path.of("..", "models", "rtm03-small");

    @TempDir
    Path folder;

    private final List<String> posted = new CopyOnWriteArrayList<>();

    @Test
    void shouldRollABadCandidateBackThoughTheJudgeIsRestartedAndFreezeOnCommand() throws Exception {
        HttpServer webhook = webhook();
        try (EmbeddedBroker broker = new EmbeddedBroker(folder, 0)) {
            broker.start();
            Config config = config(broker, webhook);
            KafkaClients clients = new KafkaClients(config);
            try (Admin admin = clients.admin("test")) {
                new TopicAdmin(admin, config).ensure(Topics.all());
            }
            try (Reading<Alarm> alarms = new Reading<>(clients, Topics.ALARMS);
                    Reading<Deployment> deployments = new Reading<>(clients, Topics.DEPLOYMENTS);
                    Reading<TransitionSegment> segments = new Reading<>(clients, Topics.TRANSITIONS);
                    Fleet driving = new Fleet(config, List.of(Role.LEARNER, Role.ACTOR))) {
                driving.start();
                Deployment verdict = rolledBack(config, deployments);
                assertThat(verdict.getIncumbent()).isEqualTo(1);
                recompute(config, verdict.getTrial());
                Config guarded = config.with(CanaryConfiguration.GUARD_ERROR, 0.05);
                try (Fleet monitor = new Fleet(guarded, List.of(Role.MONITOR))) {
                    monitor.start();
                    publishBad(config, 3);
                    Deployment stopped = deployments.await(told -> told.getVerdict() == CanaryVerdict.ROLLED_BACK);
                    assertThat(stopped.getReason()).contains("from the first segments on");
                    assertThat(stopped.getTrial().getCandidate()).isEqualTo(3);
                    steer(monitor.webPort().orElseThrow(), deployments, segments);
                    assertThat(get(monitor.webPort().orElseThrow(), "/api/deployments"))
                            .contains("\"FROZEN\"", "rollbackEvidence");
                    assertThat(get(monitor.webPort().orElseThrow(), "/api/alarms"))
                            .contains("learner-quiet");
                }
                // The learner reports every two seconds, so that an alarm for one comes and goes.
                alarms.await(alarm -> alarm.getState() == AlarmState.RESOLVED);
                assertThat(alarms.all).anyMatch(alarm -> alarm.getState() == AlarmState.FIRING);
                await().until(() -> posted.stream().anyMatch(body -> body.contains("FIRING"))
                        && posted.stream().anyMatch(body -> body.contains("RESOLVED")));
            }
        } finally {
            webhook.stop(0);
        }
    }

    private HttpServer webhook() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String get(int port, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private Deployment rolledBack(Config config, Reading<Deployment> deployments) {
        try (Fleet judge = new Fleet(config, List.of(Role.MONITOR))) {
            judge.start();
            deployments.await(told -> told.getState() == DeploymentState.STABLE && told.getIncumbent() == 1);
            publishBad(config, 2);
            deployments.await(told -> told.getVerdict() == CanaryVerdict.GOES_ON);
        }
        int before = deployments.all.size();
        try (Fleet judge = new Fleet(config, List.of(Role.MONITOR))) {
            judge.start();
            Deployment verdict = deployments.await(told -> told.getVerdict() == CanaryVerdict.ROLLED_BACK);
            List<Deployment> after = deployments.all.subList(before, deployments.all.size());
            assertThat(after).noneMatch(told -> told.getVerdict() == CanaryVerdict.STARTED);
            assertThat(verdict.getTrial().getCandidateEpisodes()).isGreaterThanOrEqualTo(10);
            return verdict;
        }
    }

    /** From the episodes that the record names, and nothing else. */
    private static void recompute(Config config, Trial trial) {
        VerdictReplay replay = new VerdictReplay(
                FLEET, trial, CanaryConfiguration.recorded(trial.getSettings()), WireFormat.avro(1 << 20));
        try (KafkaConsumer<byte[], byte[]> raw = new KafkaConsumer<>(
                Map.of("bootstrap.servers", config.get(CommonSettings.BOOTSTRAP_SERVERS)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            for (OffsetRange run : trial.getJournal()) {
                read(raw, run, replay);
            }
        }
        assertThat(replay.episodes()).isEqualTo(trial.getCandidateEpisodes() + trial.getIncumbentEpisodes());
        assertThat(replay.ruling()).isEqualTo(Ruling.ROLL_BACK);
        assertThat(replay.rollbackEvidence()).hasValue(trial.getRollbackEvidence());
    }

    private static void read(KafkaConsumer<byte[], byte[]> raw, OffsetRange run, VerdictReplay replay) {
        TopicPartition partition = new TopicPartition(run.getTopic(), run.getPartition());
        raw.assign(List.of(partition));
        raw.seek(partition, run.getFrom());
        long next = run.getFrom();
        while (next < run.getTo()) {
            for (ConsumerRecord<byte[], byte[]> record : raw.poll(Duration.ofMillis(200))) {
                if (record.offset() < run.getTo()) {
                    replay.episode(new WindowReplay.Bytes(
                            record.topic(), record.partition(), record.offset(), record.value()));
                }
                next = record.offset() + 1;
            }
        }
    }

    private static void steer(int port, Reading<Deployment> deployments, Reading<TransitionSegment> segments)
            throws Exception {
        segments.await(segment -> segment.getModelVersion() == 1);
        String freeze = "{\"id\":\"f-1\",\"command\":\"freeze\",\"who\":\"test\",\"reason\":\"to be safe\"}";
        assertThat(post(port, "wrong", freeze).statusCode()).isEqualTo(401);
        assertThat(post(port, TOKEN, "{\"id\":\"r\",\"command\":\"rollback\",\"version\":9}")
                        .statusCode())
                .isEqualTo(400);
        HttpResponse<String> first = post(port, TOKEN, freeze);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
        assertThat(post(port, TOKEN, freeze).body()).isEqualTo(first.body());
        Deployment frozen = deployments.await(told -> told.getState() == DeploymentState.FROZEN);
        assertThat(frozen.getReason()).contains("test", "to be safe");
        segments.await(segment -> segment.getModelVersion() == 0);
        post(port, TOKEN, "{\"id\":\"u-1\",\"command\":\"unfreeze\",\"who\":\"test\"}");
        deployments.await(told -> "u-1".equals(told.getCommand()));
        segments.fromNow();
        segments.await(segment -> segment.getModelVersion() == 1);
    }

    private static HttpResponse<String> post(int port, String token, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/control"))
                                .header("Authorization", "Bearer " + token)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /** The shipped model with the weights of its actor in another order: it stands still. */
    private static void publishBad(Config config, int version) {
        StoredModel stored = ModelFolder.read(MODEL);
        ModelWeights sound = stored.merged();
        float[] actor = sound.flat(Network.ACTOR).clone();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = actor.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            float swapped = actor[i];
            actor[i] = actor[j];
            actor[j] = swapped;
        }
        KafkaClients clients = new KafkaClients(config);
        try (VersionPublisher publisher = new VersionPublisher(
                clients.transactionalProducer("test-versions", "test-versions"),
                clients.name(Topics.MODELS),
                clients.name(Topics.WEIGHTS),
                FLEET,
                Clock.systemUTC())) {
            publisher.publish(new Release(
                    version,
                    1,
                    null,
                    Component.POLICY,
                    sound.with(Network.ACTOR, actor),
                    List.of(),
                    Reference.fromJson(stored.referenceJson())
                            .toAvro(sound.spec().latentGroups()),
                    List.of(),
                    1,
                    0,
                    0,
                    null));
        }
    }

    private Config config(EmbeddedBroker broker, HttpServer webhook) throws Exception {
        Path rules = Files.writeString(
                folder.resolve("alarms.yaml"), "alarms: [{name: learner-quiet, when: learner-silent, for: 1s}]");
        return Config.defaults()
                .with(CommonSettings.BOOTSTRAP_SERVERS, broker.bootstrapServers())
                .with(CommonSettings.FLEET, FLEET)
                .with(ActorSettings.ENVIRONMENTS, 16)
                .with(ActorSettings.PACE, 6_000.0)
                .with(LearnerSettings.MODEL, Optional.of(MODEL))
                // A learner would answer what the monitor sees of a bad candidate by candidates of its own, and those
                // would be tried, too.
                .with(LearnerSettings.STRATEGY, Strategy.NONE)
                .with(LearnerSettings.FOLDER, folder.resolve("learner"))
                .with(MonitorSettings.STATE_FOLDER, folder.resolve("monitor"))
                .with(MonitorSettings.WEB_PORT, 0)
                .with(MonitorSettings.WEB_TOKEN, Optional.of(TOKEN))
                .with(MonitorSettings.ALARM_RULES, Optional.of(rules))
                .with(
                        MonitorSettings.ALARM_WEBHOOK,
                        Optional.of("http://127.0.0.1:" + webhook.getAddress().getPort() + "/"))
                .with(CanaryConfiguration.MODE, CanaryMode.CANARY)
                .with(CanaryConfiguration.SHARE, 0.5)
                .with(CanaryConfiguration.GUARD_ERROR, 0.0)
                .with(CanaryConfiguration.MINIMUM_EPISODES, 10L)
                .with(CanaryConfiguration.REPORT_EVERY, 2L);
    }

    /** Everything on a topic, from its beginning. */
    private static final class Reading<T extends SpecificRecord> implements AutoCloseable {
        private final Consumer<String, Decoded<T>> consumer;
        private final List<T> all = new ArrayList<>();

        Reading(KafkaClients clients, Topic<T> topic) {
            consumer = clients.consumer("test-" + topic.suffix(), topic);
            List<TopicPartition> partitions = consumer.partitionsFor(clients.name(topic)).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }

        void fromNow() {
            consumer.seekToEnd(consumer.assignment());
        }

        /** The first record from here on that is meant. */
        T await(Predicate<T> meant) {
            long deadline = System.nanoTime() + LIMIT.toNanos();
            while (System.nanoTime() - deadline < 0) {
                Optional<T> found = Optional.empty();
                for (ConsumerRecord<String, Decoded<T>> record : consumer.poll(Duration.ofMillis(100))) {
                    if (record.value() instanceof Decoded.Value<T> value) {
                        keep(value.record());
                        found = found.isEmpty() && meant.test(value.record()) ? Optional.of(value.record()) : found;
                    }
                }
                if (found.isPresent()) {
                    return found.get();
                }
            }
            throw new AssertionError("nothing came within " + LIMIT + "; there are " + all.size() + " records");
        }

        /** Segments would fill the memory. */
        private void keep(T record) {
            if (!(record instanceof TransitionSegment)) {
                all.add(record);
            }
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}
