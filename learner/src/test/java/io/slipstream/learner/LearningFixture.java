package io.slipstream.learner;

import io.slipstream.learner.ingest.LogEvent;
import io.slipstream.learner.ingest.ReplayFeed;
import io.slipstream.learner.plan.PlanSettings;
import io.slipstream.learner.plan.Strategy;
import io.slipstream.learner.publish.VersionNumbers;
import io.slipstream.learner.publish.VersionPublisher;
import io.slipstream.learner.report.LearningMeter;
import io.slipstream.learner.train.GuardSettings;
import io.slipstream.learner.train.LearningRates;
import io.slipstream.learner.train.TrainingSettings;
import io.slipstream.model.FeatureGroup;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.tensor.DeviceChoice;
import io.slipstream.runtime.signals.Level;
import io.slipstream.runtime.signals.Reference;
import io.slipstream.runtime.signals.SignalNames;
import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.CommandKind;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.Outcome;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A learner without its log: what it hears comes from the test, what it publishes is kept. */
abstract class LearningFixture {
    static final ModelSpec SPEC = ModelSpec.preset(
            "tiny",
            6,
            15,
            List.of(
                    FeatureGroup.of("ego", 0, 4, FeatureGroup.Role.BODY),
                    FeatureGroup.of("task", 4, 6, FeatureGroup.Role.SCENE)));
    static final ModelWeights BASE = ModelWeights.initial(SPEC, 1);
    static final int T = 16;
    static final int ENVIRONMENTS = 16;

    @TempDir
    Path folder;

    PlanSettings plan = new PlanSettings(4, 4, 2, 512, 8, 32);
    GuardSettings guard = GuardSettings.standard();
    final List<ModelVersion> manifests = new ArrayList<>();
    private final List<Learning> made = new ArrayList<>();

    @AfterEach
    void close() {
        made.forEach(Learning::close);
    }

    Learning learning(Origin origin) {
        return learning(origin, null);
    }

    Learning learning(Origin origin, @Nullable VersionNumbers numbers) {
        MockProducer<String, SpecificRecord> producer =
                new MockProducer<>(true, null, new StringSerializer(), this::serialized);
        VersionPublisher publisher =
                new VersionPublisher(producer, "models", "weights", "fleet", Clock.systemUTC(), numbers, null);
        LearnerSettings settings = settings();
        Learning learning = new Learning(
                settings,
                Map.of("learner.seed", "7"),
                origin,
                new ReplayFeed(SPEC.observationSize(), settings.replayCapacity()),
                new VersionChain(publisher, "transitions", settings.seed(), origin),
                new LearningMeter("fleet", Duration.ofSeconds(2), () -> 0L, Clock.systemUTC()));
        made.add(learning);
        return learning;
    }

    private byte[] serialized(String topic, SpecificRecord record) {
        if (record instanceof ModelVersion manifest) {
            manifests.add(manifest);
        }
        return new byte[0];
    }

    private LearnerSettings settings() {
        return new LearnerSettings(
                "fleet",
                "slipstream",
                Optional.empty(),
                folder,
                4,
                8,
                Strategy.SLIPSTREAM,
                plan,
                8192,
                true,
                TrainingSettings.lowRank(2, new LearningRates(1e-3f, 3e-4f, 1e-3f)),
                guard,
                Duration.ofHours(1),
                Duration.ofHours(1),
                7,
                DeviceChoice.AUTO);
    }

    static Origin origin() {
        return origin(reference());
    }

    static Origin origin(Reference reference) {
        return new Origin(1, 1, 0, BASE, List.of(), reference, Optional.empty());
    }

    static Reference reference() {
        Map<String, Level> levels = Map.of(
                SignalNames.TV,
                new Level(0.1, 0.2),
                "residual.ego",
                new Level(0.5, 0.6),
                "novelty.task",
                new Level(0.5, 0.6));
        return new Reference(levels, new double[SPEC.latent()], new double[SPEC.actions()], new float[0], Map.of());
    }

    static void collect(Learning learning, int from, int to) {
        for (int s = from; s < to; s++) {
            for (int e = 0; e < ENVIRONMENTS; e++) {
                learning.on(
                        new LogEvent.SegmentArrived(Segments.segment(SPEC, e, s, T), 0, (long) s * ENVIRONMENTS + e));
            }
        }
    }

    /** Ten episodes of the policy and of somebody who demonstrates, with what they earned. */
    static void demonstrate(Learning learning, double demonstrated, double driven) {
        demonstrate(learning, 0, demonstrated, driven);
    }

    /** The same, from a number of segments of every environment on. */
    static void demonstrate(Learning learning, int from, double demonstrated, double driven) {
        collect(learning, from, from + 10);
        for (int s = from + 10; s < from + 20; s++) {
            learning.on(new LogEvent.SegmentArrived(Segments.demonstrated(SPEC, 4, s, T), 0, 1000L + s));
        }
        for (int i = 0; i < 10; i++) {
            learning.on(new LogEvent.EpisodeEnded(Records.episode(4, 0, demonstrated + i)));
            learning.on(new LogEvent.EpisodeEnded(Records.episode(1, 1, driven + i)));
        }
    }

    /** Every environment ends seven episodes, the first of which began with the version before. */
    static void drive(Learning learning, Outcome outcome) {
        for (int i = 0; i < 7; i++) {
            for (int e = 0; e < ENVIRONMENTS; e++) {
                learning.on(new LogEvent.EpisodeEnded(Records.episode(e, 2, 400 + (e % 3), outcome)));
            }
        }
    }

    static int trainAll(Learning learning) {
        int steps = 0;
        while (learning.train() != Learning.Step.WAITED) {
            steps++;
        }
        return steps;
    }

    static LogEvent command(CommandKind kind, Map<String, String> arguments) {
        return command(UUID.randomUUID().toString(), kind, arguments);
    }

    static LogEvent command(String id, CommandKind kind, Map<String, String> arguments) {
        return new LogEvent.Commanded(new Command(id, "fleet", kind, arguments, "me", "", Instant.EPOCH, null));
    }

    static Map<String, String> hashes(ModelVersion manifest) {
        Map<String, String> hashes = new java.util.TreeMap<>();
        manifest.getAdapters().forEach(adapter -> hashes.put(adapter.getName(), adapter.getSha256()));
        return hashes;
    }
}
