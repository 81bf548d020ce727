package io.slipstream.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.actor.ActorSettings;
import io.slipstream.app.audit.AuditReader;
import io.slipstream.app.audit.RunBook;
import io.slipstream.app.broker.EmbeddedBroker;
import io.slipstream.app.cli.CommandLines;
import io.slipstream.app.cli.SlipstreamCommand;
import io.slipstream.app.run.Fleet;
import io.slipstream.app.run.Fleet.Role;
import io.slipstream.learner.LearnerSettings;
import io.slipstream.learner.plan.Strategy;
import io.slipstream.learner.publish.Release;
import io.slipstream.learner.publish.VersionPacker;
import io.slipstream.model.ModelFolder;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.Network;
import io.slipstream.model.StoredModel;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.runtime.kafka.TopicAdmin;
import io.slipstream.runtime.serde.Decoded;
import io.slipstream.runtime.signals.Reference;
import io.slipstream.runtime.signing.KeyPairFiles;
import io.slipstream.runtime.signing.TrustedKeys;
import io.slipstream.runtime.signing.VersionSigner;
import io.slipstream.runtime.weights.Blobs;
import io.slipstream.schemas.Keys;
import io.slipstream.schemas.Topics;
import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.DeadLetter;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.WeightsChunk;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Somebody who may write the topics of versions, and has not the learner's key, gets nobody to drive anything. */
@Timeout(300)
class SignedVersionsTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String FLEET = "signed";
    private static final StoredModel MODEL = ModelFolder.read(Path.of("..", "models", "rtm03-small"));

    @TempDir
    Path folder;

    private final RunBook book = new RunBook(FLEET);
    private EmbeddedBroker broker;
    private Config unsigned;
    private Config signed;
    private VersionSigner learner;
    private VersionSigner intruder;
    private AuditReader audit;

    @BeforeEach
    void start() throws IOException {
        KeyPairFiles own = KeyPairFiles.make(folder.resolve("own"));
        KeyPairFiles foreign = KeyPairFiles.make(folder.resolve("foreign"));
        learner = signer(own);
        intruder = signer(foreign);
        broker = new EmbeddedBroker(folder.resolve("broker"), 0);
        broker.start();
        unsigned = config();
        signed = unsigned.with(CommonSettings.TRUSTED_KEYS, Optional.of(own.publicKey()))
                .with(LearnerSettings.SIGNING_KEY, Optional.of(own.privateKey()));
        try (Admin admin = new KafkaClients(unsigned).admin("test")) {
            new TopicAdmin(admin, unsigned).ensure(Topics.all());
        }
        audit = new AuditReader(new KafkaClients(unsigned), book);
    }

    @AfterEach
    void stop() {
        audit.close();
        broker.close();
    }

    @Test
    void shouldDriveSignedVersionsAndRefuseAllOthersWithoutStopping() throws Exception {
        try (Fleet learning = started(signed, Role.LEARNER);
                Fleet actor = started(signed, Role.ACTOR)) {
            await(() -> book.drivenVersions().contains(1));

            publish(2, UnaryOperator.identity(), false);
            publish(3, intruder::sign, false);
            publish(4, manifest -> changed(learner.sign(manifest)), false);
            publish(5, learner::sign, true);
            await(() -> book.deadLetters() >= 4);
            long steps = book.steps();
            await(() -> book.steps() > steps + 1_000);

            assertThat(book.drivenVersions()).containsExactly(1);
            assertThat(reasons())
                    .anySatisfy(reason -> assertThat(reason).contains("model version 2 ", "is not signed"))
                    .anySatisfy(
                            reason -> assertThat(reason).contains("model version 3 ", "not among models.trusted-keys"))
                    .anySatisfy(reason -> assertThat(reason).contains("model version 4 ", "is not what was signed"))
                    .anySatisfy(reason -> assertThat(reason).contains("model version 5 is not used", "sha-256"));
            assertThat(metrics(actor)).containsPattern("slipstream_actor_refused_versions_total\\{[^}]*} 4\\.0");
            assertThat(List.of(learning.healthy(), actor.healthy())).containsOnly(true);

            publish(6, learner::sign, false);
            await(() -> book.latestDriven() == 6);
        }
        // What was forged is still on the log.
        try (Fleet again = started(signed, Role.ACTOR)) {
            long steps = book.steps();
            await(() -> book.steps() > steps + 1_000);
            assertThat(again.healthy()).isTrue();
            assertThat(book.drivenVersions()).containsExactly(1, 6);
        }
    }

    @Test
    void shouldGoOnWithVersionsFromBeforeOnceSomebodyVouchesForThem() {
        try (Fleet both = started(unsigned, Role.LEARNER)) {
            assertThat(both.healthy()).isTrue();
        }

        String told = sign("--all");

        assertThat(told).contains("version 1 signed, before: -", "1 signed");
        assertThat(sign("--model-version", "1")).contains("0 signed");
        try (Fleet actor = started(signed.with(ActorSettings.MODEL_WAIT, LIMIT), Role.ACTOR)) {
            await(() -> book.drivenVersions().contains(1));
            assertThat(metrics(actor))
                    .as("the one before it is on the log, too")
                    .containsPattern("slipstream_actor_refused_versions_total\\{[^}]*} 1\\.0");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String sign(String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine line = CommandLines.of(new SlipstreamCommand());
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
        List<String> all = new ArrayList<>(List.of("sign", "--bootstrap-servers", broker.bootstrapServers()));
        all.addAll(List.of("--set", "fleet=" + FLEET));
        all.addAll(
                List.of("--set", "models.trusted-keys=" + folder.resolve("own").resolve("trusted-key.pem")));
        all.addAll(
                List.of("--set", "learner.signing-key=" + folder.resolve("own").resolve("signing-key.pem")));
        all.addAll(List.of(arguments));
        assertThat(line.execute(all.toArray(new String[0]))).as(out::toString).isZero();
        return out.toString();
    }

    /** As somebody would who has the learner's password: every record is well-formed. */
    private void publish(int version, UnaryOperator<ModelVersion> hand, boolean spoilt) {
        KafkaClients clients = new KafkaClients(unsigned);
        VersionPacker.Parcel parcel = new VersionPacker(FLEET, Clock.systemUTC()).pack(release(version));
        ModelVersion manifest = hand.apply(parcel.manifest());
        try (Producer<String, SpecificRecord> producer = clients.producer("intruder")) {
            for (WeightsChunk chunk : parcel.chunks()) {
                producer.send(new ProducerRecord<>(
                        clients.name(Topics.WEIGHTS), Blobs.key(chunk), spoilt ? spoilt(chunk) : chunk));
            }
            producer.send(new ProducerRecord<>(clients.name(Topics.MODELS), Keys.version(FLEET, version), manifest));
            producer.flush();
        }
    }

    /** Every version has weights of its own, so that its chunks are read. */
    private static Release release(int version) {
        ModelWeights weights = MODEL.merged();
        float[] actor = weights.flat(Network.ACTOR).clone();
        actor[0] += version * 1e-6f;
        return new Release(
                version,
                1,
                null,
                Component.POLICY,
                weights.with(Network.ACTOR, actor),
                List.of(),
                Reference.fromJson(MODEL.referenceJson()).toAvro(weights.spec().latentGroups()),
                List.of(),
                1,
                0,
                0,
                null);
    }

    private static WeightsChunk spoilt(WeightsChunk chunk) {
        byte[] data = new byte[chunk.getData().remaining()];
        chunk.getData().duplicate().get(data);
        data[data.length / 2] ^= 1;
        return new WeightsChunk(chunk.getSha256(), chunk.getChunk(), chunk.getChunks(), ByteBuffer.wrap(data));
    }

    private static ModelVersion changed(ModelVersion manifest) {
        manifest.put("updates", 99L);
        return manifest;
    }

    private List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        KafkaClients clients = new KafkaClients(unsigned);
        try (Consumer<String, Decoded<DeadLetter>> consumer = clients.consumer("letters", Topics.DEAD_LETTERS)) {
            TopicPartition partition = new TopicPartition(clients.name(Topics.DEAD_LETTERS), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (record.value() instanceof Decoded.Value<DeadLetter> letter) {
                        reasons.add(letter.record().getReason());
                    }
                });
            }
        }
        return reasons;
    }

    private static String metrics(Fleet fleet) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + fleet.managementPort() + "/metrics");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static VersionSigner signer(KeyPairFiles files) {
        Config trusting = Config.defaults().with(CommonSettings.TRUSTED_KEYS, Optional.of(files.publicKey()));
        return VersionSigner.of(files.privateKey(), "test", TrustedKeys.of(trusting));
    }

    private static Fleet started(Config config, Role role) {
        Fleet fleet = new Fleet(config, List.of(role));
        fleet.start();
        return fleet;
    }

    private Config config() {
        return Config.defaults()
                .with(CommonSettings.BOOTSTRAP_SERVERS, broker.bootstrapServers())
                .with(CommonSettings.FLEET, FLEET)
                .with(ActorSettings.ENVIRONMENTS, 4)
                .with(ActorSettings.PACE, 800.0)
                .with(ActorSettings.SCENES, 0)
                .with(LearnerSettings.MODEL, Optional.of(Path.of("..", "models", "rtm03-small")))
                .with(LearnerSettings.STRATEGY, Strategy.NONE)
                .with(LearnerSettings.FOLDER, folder.resolve("learner"));
    }

    /** The audit is read by the waiting thread itself: it belongs to one thread. */
    private void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("nothing came within %s", LIMIT).isLessThan(deadline);
            audit.poll(Duration.ofMillis(100));
        }
    }
}
