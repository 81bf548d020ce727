package io.slipstream.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.actor.ActorSettings;
import io.slipstream.actor.DomainName;
import io.slipstream.actor.gateway.GatewaySettings;
import io.slipstream.app.archive.ArchiveLog;
import io.slipstream.app.audit.AuditReader;
import io.slipstream.app.audit.RunBook;
import io.slipstream.app.broker.TestBroker;
import io.slipstream.app.cli.CommandLines;
import io.slipstream.app.cli.SlipstreamCommand;
import io.slipstream.app.deployment.ExportedMetrics;
import io.slipstream.app.deployment.MetricFiles;
import io.slipstream.app.log.Extent;
import io.slipstream.app.log.Gaps;
import io.slipstream.app.run.Fleet.Role;
import io.slipstream.learner.LearnerSettings;
import io.slipstream.monitor.MonitorSettings;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.runtime.kafka.TopicAdmin;
import io.slipstream.schemas.Topics;
import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.CommandKind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole loop with the shipped model, few environments and small windows. */
abstract class ClosedLoopSuite {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration PATIENCE_WITH_GAUGES = Duration.ofSeconds(60);
    private static final String FLEET = "test";

    @TempDir
    Path folder;

    @Test
    void shouldCloseTheLoopInThreeServicesAndGoOnAfterARestart() throws Exception {
        try (TestBroker broker = broker(folder)) {
            Config config = config(broker);
            RunBook book = new RunBook(FLEET);
            try (AuditReader audit = audit(config, book)) {
                closeTheLoop(config, book, audit);
                assertThat(audit.catchUp(LIMIT)).isTrue();
            }
            assertThat(book.lostSegments()).isZero();
            assertThat(book.duplicateSegments()).isZero();
            broker.restart();
            goOn(config(broker), book.steps());
            computeEverythingAgain(broker.logAtRest());
        }
    }

    /** A broker that has started and holds nothing yet. */
    abstract TestBroker broker(Path folder);

    /** Each service in a fleet of its own: they share nothing but the broker. */
    private void closeTheLoop(Config config, RunBook book, AuditReader audit) throws Exception {
        try (Fleet learner = new Fleet(config, List.of(Role.LEARNER));
                Fleet monitor = new Fleet(config, List.of(Role.MONITOR));
                Fleet actor = new Fleet(config, List.of(Role.ACTOR));
                Fleet gateway = new Fleet(gateway(config), List.of(Role.ACTOR))) {
            learner.start();
            monitor.start();
            actor.start();
            gateway.start();
            await(
                    audit,
                    () -> book.drivenVersions().contains(1)
                            && book.latestReport().isPresent());
            spoil(config);
            force(config);
            await(audit, () -> book.drivenVersions().contains(2));
            await(audit, () -> book.deadLetters() > 0);
            metricsAreWhatTheFilesAskFor(audit, List.of(learner, monitor, actor, gateway));
            internalTopicsEndTheirSegmentsSoon(config);
            assertThat(List.of(learner.healthy(), monitor.healthy(), actor.healthy(), gateway.healthy()))
                    .containsOnly(true);
        }
    }

    private static void metricsAreWhatTheFilesAskFor(AuditReader audit, List<Fleet> fleets) throws Exception {
        MetricFiles files = new MetricFiles(Path.of("..").toAbsolutePath().normalize());
        long deadline = System.nanoTime() + PATIENCE_WITH_GAUGES.toNanos();
        // Gauges come with their first values; a name that never comes is told by the check.
        while (!files.answeredBy(ExportedMetrics.of(fleets)) && System.nanoTime() < deadline) {
            audit.poll(Duration.ofMillis(500));
        }
        files.check(ExportedMetrics.of(fleets));
    }

    /** Only segments that have ended are compacted or deleted: with those of Kafka's defaults the disk fills for hours. */
    private static void internalTopicsEndTheirSegmentsSoon(Config config) throws Exception {
        try (Admin admin = new KafkaClients(config).admin("test")) {
            List<ConfigResource> internal = admin.listTopics().names().get().stream()
                    .filter(name -> name.endsWith("-changelog") || name.endsWith("-repartition"))
                    .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                    .toList();
            assertThat(internal).hasSizeGreaterThanOrEqualTo(5);
            assertThat(admin.describeConfigs(internal).all().get().values())
                    .extracting(settings -> settings.get("segment.bytes").value())
                    .containsOnly("16777216");
        }
    }

    /** From files, without a broker: every window, every version, and what happens when a file is not what it was. */
    private void computeEverythingAgain(List<String> log) throws Exception {
        Path archive = folder.resolve("archive");
        execute(0, log, "export", "--out", archive.toString());
        assertThat(execute(0, "replay", "--all", "--archive", archive.toString()))
                .contains("window 0: equal")
                .contains("equal to the last bit")
                .doesNotContain("DIFFERENT");
        assertThat(execute(0, "replay", "--all-versions", "--archive", archive.toString()))
                .contains("model version 2: equal", "4 updates")
                .doesNotContain("DIFFERENT");
        assertThat(execute(0, "lineage", "--model-version", "2", "--archive", archive.toString()))
                .contains("version 2: WORLD_MODEL from version 1, after a command", "RTM03");
        assertThat(execute(0, "replay", "--with", "monitor.c1=0.4", "--archive", archive.toString()))
                .contains("its settings again", "with monitor.c1=0.4");
        keepWhatComesOut(archive, log);
        killALearner(archive);
        try (var files = Files.list(archive)) {
            Files.delete(files.filter(file -> file.getFileName().toString().contains("transitions.v1-2-"))
                    .findFirst()
                    .orElseThrow());
        }
        assertThat(execute(1, "replay", "--all", "--archive", archive.toString()))
                .contains("is missing", "slipstream.transitions.v1-2 [0, ", "--allow-gaps");
        assertThat(execute(1, "replay", "--all", "--allow-gaps", "--archive", archive.toString()))
                .contains("window 0: DIFFERENT", "partial");
    }

    /** A learner in processes of its own, which is killed once, makes what one makes that is left alone. */
    private void killALearner(Path archive) {
        List<String> command = new ArrayList<>(List.of("crash-test", "--archive", archive.toString()));
        command.addAll(List.of("--work", folder.resolve("crash").toString(), "--fleet", FLEET));
        command.addAll(List.of("--kills", "1", "--longest", "3"));
        assertThat(execute(1, command.toArray(new String[0]))).contains("is no model folder");
        for (String setting : List.of(
                "model=../models/rtm03-small",
                "warm-up=500",
                "world-model.updates-per-decision=4",
                "publish-every=4",
                "batch=4",
                "length=8")) {
            command.addAll(List.of("--set", "learner." + setting));
        }
        assertThat(execute(0, command.toArray(new String[0])))
                .contains("2 versions, 4 updates", "equal to the last bit")
                .doesNotContain("DIFFERENT");
    }

    /** Apart from the run: what is computed again, and what a learner with other settings would have trained. */
    private void keepWhatComesOut(Path archive, List<String> log) {
        String reports = folder.resolve("reports").toString();
        execute(0, "replay", "--all", "--archive", archive.toString(), "--out", reports);
        assertThat(new ArchiveLog(Path.of(reports), new Gaps(false)).extents())
                .extracting(Extent::topic)
                .contains("slipstream-replay.mismatch.v1")
                .doesNotContain("slipstream.mismatch.v1");
        assertThat(execute(1, "replay", "--all", "--archive", archive.toString(), "--out", reports))
                .contains("is not empty");
        assertThat(execute(2, log, "replay", "--all", "--to-prefix", "slipstream"))
                .contains("is the prefix of the run itself");
        assertThat(execute(2, "replay", "--all", "--archive", archive.toString(), "--to-prefix", "other"))
                .contains("--bootstrap-servers");
        execute(0, log, "replay", "--model-version", "2", "--to-prefix", "other");
        assertThat(execute(1, log, "replay", "--all", "--to-prefix", "other"))
                .contains("other.weights.v1 holds records already");
        String versions = folder.resolve("versions").toString();
        assertThat(execute(
                        0, "replay", "--with", "learner.batch=8", "--archive", archive.toString(), "--out", versions))
                .contains("a command: WORLD_MODEL from version 1", "with learner.batch=8", "equal to the log");
        assertThat(new ArchiveLog(Path.of(versions), new Gaps(false)).extents())
                .extracting(Extent::topic)
                .containsExactly("slipstream-replay.models.v1", "slipstream-replay.weights.v1");
        assertThat(execute(2, "replay", "--with", "learner.seed=4", "--archive", archive.toString()))
                .contains("cannot change learner.seed", "learner.batch");
        assertThat(execute(2, "replay", "--with", "actor.seed=4", "--archive", archive.toString()))
                .contains("actor.seed is none of them");
        assertThat(execute(2, "replay", "--archive", archive.toString())).contains("say what to compute again");
    }

    private static String execute(int status, List<String> log, String... arguments) {
        return execute(status, Stream.concat(Stream.of(arguments), log.stream()).toArray(String[]::new));
    }

    private static String execute(int status, String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine line = CommandLines.of(new SlipstreamCommand());
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
        assertThat(line.execute(arguments)).as(out::toString).isEqualTo(status);
        return out.toString();
    }

    private void goOn(Config config, long steps) {
        RunBook book = new RunBook(FLEET);
        try (AuditReader audit = audit(config, book)) {
            audit.catchUp(LIMIT);
            assertThat(book.steps()).isEqualTo(steps);
            int version = book.versions().get(book.versions().size() - 1).getVersion();
            try (Fleet fleet = new Fleet(config, List.of(Role.values()))) {
                fleet.start();
                await(audit, () -> book.steps() > steps + 2_000);
            }
            audit.catchUp(LIMIT);
            assertThat(book.latestDriven()).isGreaterThanOrEqualTo(version);
            assertThat(book.lostSegments()).isZero();
            assertThat(book.duplicateSegments()).isZero();
        }
    }

    private Config config(TestBroker broker) {
        return Config.defaults()
                .with(CommonSettings.BOOTSTRAP_SERVERS, broker.bootstrapServers())
                .with(CommonSettings.FLEET, FLEET)
                .with(ActorSettings.ENVIRONMENTS, 8)
                .with(ActorSettings.PACE, 1_000.0)
                .with(LearnerSettings.MODEL, Optional.of(Path.of("..", "models", "rtm03-small")))
                .with(LearnerSettings.FOLDER, folder.resolve("learner"))
                .with(LearnerSettings.WARM_UP, 500L)
                .with(LearnerSettings.BATCH, 4)
                .with(LearnerSettings.LENGTH, 8)
                .with(LearnerSettings.WORLD_MODEL_UPDATES, 4)
                .with(LearnerSettings.PUBLISH_EVERY, 4)
                .with(MonitorSettings.STATE_FOLDER, folder.resolve("monitor"))
                .with(MonitorSettings.WINDOW_STEPS, 1_000L)
                .with(MonitorSettings.MINIMUM_STEPS, 500L)
                .with(MonitorSettings.WEB_PORT, 0);
    }

    /** An actor that waits for environments of somebody else. */
    private static Config gateway(Config config) {
        return config.with(ActorSettings.NAME, "gateway")
                .with(ActorSettings.DOMAIN, DomainName.GATEWAY)
                .with(GatewaySettings.PORT, 0)
                .with(GatewaySettings.WEB_SOCKET_PORT, 0)
                .with(GatewaySettings.ACT_PORT, 0);
    }

    private static AuditReader audit(Config config, RunBook book) {
        KafkaClients clients = new KafkaClients(config);
        try (Admin admin = clients.admin("test")) {
            new TopicAdmin(admin, config).ensure(Topics.all());
        }
        return new AuditReader(clients, book);
    }

    /** The audit is read by the waiting thread itself: it belongs to one thread. */
    private static void await(AuditReader audit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("nothing came within %s", LIMIT).isLessThan(deadline);
            audit.poll(Duration.ofMillis(100));
        }
    }

    private static void spoil(Config config) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", config.get(CommonSettings.BOOTSTRAP_SERVERS));
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            String topic = new KafkaClients(config).name(Topics.TRANSITIONS);
            producer.send(new ProducerRecord<>(topic, FLEET + "/actor-1/0", new byte[] {1, 2, 3}))
                    .get();
        }
    }

    private static void force(Config config) {
        try (CommandSender sender = new CommandSender(new KafkaClients(config))) {
            sender.send(Command.newBuilder()
                    .setId("force-1")
                    .setFleet(FLEET)
                    .setKind(CommandKind.FORCE_COMPONENT)
                    .setArguments(Map.of("component", "WORLD_MODEL"))
                    .setIssuedBy("test")
                    .setReason("the test wants a version")
                    .setCreatedAt(Instant.now())
                    .build());
        }
    }
}
