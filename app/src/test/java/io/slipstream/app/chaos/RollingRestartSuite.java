package io.slipstream.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.slipstream.actor.ActorSettings;
import io.slipstream.app.audit.AuditReader;
import io.slipstream.app.audit.RunBook;
import io.slipstream.app.broker.TestBroker;
import io.slipstream.app.log.ClusterLog;
import io.slipstream.app.run.CommandSender;
import io.slipstream.app.run.Fleet;
import io.slipstream.app.run.Fleet.Role;
import io.slipstream.learner.LearnerService;
import io.slipstream.learner.LearnerSettings;
import io.slipstream.learner.checkpoint.CheckpointFile;
import io.slipstream.monitor.MonitorSettings;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.runtime.kafka.TopicAdmin;
import io.slipstream.schemas.Topics;
import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.CommandKind;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An upgrade: one service after the other is ended and started again while the others work. The log has to be as if nobody had done so. */
abstract class RollingRestartSuite {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String FLEET = ChaosSettings.FLEET;

    @TempDir
    Path folder;

    private final RunBook book = new RunBook(FLEET);

    @Test
    void shouldLoseAndDoubleNothingWhenEveryServiceIsRestartedInTurn() {
        try (TestBroker broker = broker(folder.resolve("broker"))) {
            Config config = config(broker);
            try (Admin admin = new KafkaClients(config).admin("test")) {
                new TopicAdmin(admin, config).ensure(Topics.all());
            }
            try (AuditReader audit = new AuditReader(new KafkaClients(config), book)) {
                long steps = drive(config, audit);
                assertThat(book.steps()).isEqualTo(steps);
            }
            LogCheck.Outcome outcome = ask(config);
            // Whether there is a decision in so short a time is left open; nobody follows what becomes visible.
            assertThat(outcome.invariants())
                    .allSatisfy(invariant -> assertThat(invariant.violations())
                            .as(invariant.toString())
                            .isZero());
            assertThat(outcome.invariants().stream().filter(Invariant.Result::holds))
                    .hasSizeGreaterThanOrEqualTo(outcome.invariants().size() - 2);
            assertThat(outcome.actorLives())
                    .as("two actors, each restarted once")
                    .isEqualTo(4);
            assertThat(outcome.versions()).isGreaterThanOrEqualTo(3);
            assertThat(outcome.windows()).isPositive();
        }
    }

    /** A broker that has started and holds nothing yet. */
    abstract TestBroker broker(Path folder);

    /** @return steps that the learner has taken in, when it has read everything */
    private long drive(Config config, AuditReader audit) {
        LearnerService learner = learner(config);
        learner.start();
        Fleet monitor = started(config, Role.MONITOR);
        Fleet first = started(actor(config, "actor-1"), Role.ACTOR);
        Fleet second = started(actor(config, "actor-2"), Role.ACTOR);
        try {
            await(audit, () -> book.latestReport().isPresent());
            force(config, "before");
            await(audit, () -> book.drivenVersions().contains(2));

            first.close();
            first = started(actor(config, "actor-1"), Role.ACTOR);
            awaitMore(audit);
            second.close();
            second = started(actor(config, "actor-2"), Role.ACTOR);
            awaitMore(audit);
            learner.close();
            awaitMore(audit);
            learner = learner(config);
            learner.start();
            monitor.close();
            awaitMore(audit);
            monitor = started(config, Role.MONITOR);
            int reports = book.reports().size();
            await(audit, () -> book.reports().size() > reports);
            force(config, "after");
            int before = book.latestDriven();
            await(audit, () -> book.latestDriven() > before);

            first.close();
            second.close();
            assertThat(audit.catchUp(LIMIT)).isTrue();
            LearnerService reading = learner;
            await(audit, () -> reading.progress().environmentSteps() >= book.steps());
            return learner.progress().environmentSteps();
        } finally {
            first.close();
            second.close();
            learner.close();
            monitor.close();
        }
    }

    private LogCheck.Outcome ask(Config config) {
        try (ClusterLog log = new ClusterLog(new KafkaClients(config), "the log")) {
            return new LogCheck(log, config.get(CommonSettings.TOPICS_PREFIX), List.of())
                    .run(Map.of(), new CheckpointFile(config.get(LearnerSettings.FOLDER)).read(), config);
        }
    }

    private void awaitMore(AuditReader audit) {
        long steps = book.steps();
        await(audit, () -> book.steps() > steps + 1_000);
    }

    private static LearnerService learner(Config config) {
        return new LearnerService(config, new SimpleMeterRegistry(), Clock.systemUTC());
    }

    private static Fleet started(Config config, Role role) {
        Fleet fleet = new Fleet(config, List.of(role));
        fleet.start();
        return fleet;
    }

    private static Config actor(Config config, String name) {
        return config.with(ActorSettings.NAME, name);
    }

    private Config config(TestBroker broker) {
        return Config.defaults()
                .with(CommonSettings.BOOTSTRAP_SERVERS, broker.bootstrapServers())
                .with(CommonSettings.FLEET, FLEET)
                .with(ActorSettings.ENVIRONMENTS, 4)
                .with(ActorSettings.PACE, 400.0)
                .with(ActorSettings.SCENES, 0)
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
                .with(MonitorSettings.SETTLING_STEPS, 50L)
                .with(MonitorSettings.WEB_PORT, 0);
    }

    private static void force(Config config, String id) {
        try (CommandSender sender = new CommandSender(new KafkaClients(config))) {
            sender.send(Command.newBuilder()
                    .setId(id)
                    .setFleet(FLEET)
                    .setKind(CommandKind.FORCE_COMPONENT)
                    .setArguments(Map.of("component", "WORLD_MODEL"))
                    .setIssuedBy("test")
                    .setReason("the test wants a version")
                    .setCreatedAt(Instant.now())
                    .build());
        }
    }

    /** The audit is read by the waiting thread itself: it belongs to one thread. */
    private static void await(AuditReader audit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("nothing came within %s", LIMIT).isLessThan(deadline);
            audit.poll(Duration.ofMillis(100));
        }
    }
}
