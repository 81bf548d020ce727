package io.slipstream.bench.speed;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.slipstream.actor.ActorService;
import io.slipstream.actor.ActorSettings;
import io.slipstream.app.run.CommandSender;
import io.slipstream.learner.LearnerService;
import io.slipstream.learner.LearnerSettings;
import io.slipstream.learner.report.Progress;
import io.slipstream.monitor.MonitorService;
import io.slipstream.monitor.MonitorSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.runtime.lifecycle.Service;
import io.slipstream.schemas.Topics;
import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.CommandKind;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Simulator, actors, broker, learner and monitor in one process, as fast as they go. */
final class Whole {
    private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);
    private static final int BUDGET = 1_000_000;

    private final Path model;
    private final BenchFolder folder;
    private final double seconds;

    /**
     * @param model folder of the model that drives
     * @param folder for logs and states
     * @param seconds measured of each arrangement, after half as many to warm up
     */
    Whole(Path model, BenchFolder folder, double seconds) {
        this.model = model;
        this.folder = folder;
        this.seconds = seconds;
    }

    /** Services that close in the reverse order of their start. */
    private static final class Running implements AutoCloseable {
        private final Deque<Runnable> open = new ArrayDeque<>();

        void add(Runnable closing) {
            open.push(closing);
        }

        <S extends Service> S start(S service) {
            add(service::close);
            service.start();
            return service;
        }

        @Override
        public void close() {
            while (!open.isEmpty()) {
                open.pop().run();
            }
        }
    }

    /** Measures one arrangement on a broker of its own. */
    WholeResult measure(int environments, int actors, Training training) {
        try (Running running = new Running();
                Running driving = new Running()) {
            BenchBroker broker = new BenchBroker(folder.next(), Topics.TRANSITIONS.partitions());
            running.add(broker::close);
            Config config = config(broker, environments);
            Vertx vertx = Vertx.vertx();
            running.add(() ->
                    vertx.close().toCompletionStage().toCompletableFuture().join());
            SimpleMeterRegistry meters = new SimpleMeterRegistry();
            LearnerService learner = running.start(new LearnerService(config, meters, java.time.Clock.systemUTC()));
            running.start(new MonitorService(config, vertx, meters));
            for (int i = 1; i <= actors; i++) {
                driving.start(new ActorService(
                        config.with(ActorSettings.NAME, "bench-" + i),
                        new SimpleMeterRegistry(),
                        java.time.Clock.systemUTC()));
            }
            awaitUntil(() -> learner.progress().environmentSteps() > 0);
            if (training != Training.OFF) {
                train(config);
                awaitUntil(() -> learner.progress().updates() > 0);
            }
            if (training == Training.ALONE) {
                driving.close();
            }
            return measured(environments, actors, training, learner, new WindowDelays(new KafkaClients(config)));
        }
    }

    private WholeResult measured(
            int environments, int actors, Training training, LearnerService learner, WindowDelays delays) {
        pause(seconds / 2);
        Progress before = learner.progress();
        long started = System.nanoTime();
        long spent = Clock.PROCESS.nanos();
        Instant from = Instant.now();
        pause(seconds);
        double wall = (System.nanoTime() - started) * 1e-9;
        Progress after = learner.progress();
        double busy = (Clock.PROCESS.nanos() - spent) * 1e-9;
        WindowDelays.Seen seen = delays.since(from);
        return new WholeResult(
                environments,
                actors,
                training,
                (after.environmentSteps() - before.environmentSteps()) / wall,
                busy / wall,
                (after.updates() - before.updates()) / wall,
                seen.medianMillis(),
                seen.reports(),
                seen.policyLag());
    }

    private Config config(BenchBroker broker, int environments) {
        return broker.config()
                .with(ActorSettings.ENVIRONMENTS, environments)
                .with(LearnerSettings.MODEL, Optional.of(model))
                .with(LearnerSettings.FOLDER, folder.next())
                .with(LearnerSettings.WORLD_MODEL_UPDATES, BUDGET)
                .with(MonitorSettings.STATE_FOLDER, folder.next())
                .with(MonitorSettings.WEB_PORT, 0);
    }

    private static void train(Config config) {
        try (CommandSender sender = new CommandSender(new KafkaClients(config))) {
            sender.send(Command.newBuilder()
                    .setId(UUID.randomUUID().toString())
                    .setFleet(Driving.FLEET)
                    .setKind(CommandKind.FORCE_COMPONENT)
                    .setArguments(Map.of("component", "WORLD_MODEL"))
                    .setIssuedBy("bench")
                    .setReason("to measure training and driving together")
                    .setCreatedAt(Instant.now())
                    .build());
        }
    }

    private void pause(double length) {
        long end = System.nanoTime() + (long) (length * 1e9);
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(NAP_NANOS);
        }
    }

    private static void awaitUntil(BooleanSupplier begun) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!begun.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("nothing reached the learner within three minutes");
            }
            LockSupport.parkNanos(NAP_NANOS);
        }
    }
}
