package io.slipstream.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.learner.checkpoint.Checkpoint;
import io.slipstream.learner.checkpoint.CheckpointFile;
import io.slipstream.learner.checkpoint.LearnerState;
import io.slipstream.learner.ingest.ArrivalLog;
import io.slipstream.learner.ingest.Heard;
import io.slipstream.learner.ingest.Journal;
import io.slipstream.learner.ingest.LogEvent;
import io.slipstream.learner.ingest.ReplayFeed;
import io.slipstream.learner.plan.PlanSettings;
import io.slipstream.learner.plan.Strategy;
import io.slipstream.learner.publish.Release;
import io.slipstream.learner.publish.Training;
import io.slipstream.learner.publish.VersionPacker;
import io.slipstream.learner.publish.VersionPublisher;
import io.slipstream.learner.report.LearningMeter;
import io.slipstream.learner.train.GuardSettings;
import io.slipstream.learner.train.LearningRates;
import io.slipstream.learner.train.TrainingSettings;
import io.slipstream.model.Adapter;
import io.slipstream.model.FeatureGroup;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.tensor.DeviceChoice;
import io.slipstream.runtime.serde.Decoded;
import io.slipstream.runtime.signals.Level;
import io.slipstream.runtime.signals.Reference;
import io.slipstream.runtime.signals.SignalNames;
import io.slipstream.runtime.weights.BlobAssembler;
import io.slipstream.runtime.weights.PublishedVersion;
import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.CommandKind;
import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.EpisodeSummary;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.Outcome;
import io.slipstream.schemas.avro.TransitionSegment;
import io.slipstream.schemas.avro.WeightsChunk;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A fixed log, a learner in lock-step, and deaths at any moment: before a checkpoint, between it and the publication, after it. */
class KilledLearnerTest {
    private static final ModelSpec SPEC = ModelSpec.preset(
            "tiny",
            6,
            15,
            List.of(
                    FeatureGroup.of("ego", 0, 4, FeatureGroup.Role.BODY),
                    FeatureGroup.of("task", 4, 6, FeatureGroup.Role.SCENE)));
    private static final ModelWeights BASE = ModelWeights.initial(SPEC, 1);
    private static final int ENVIRONMENTS = 16;
    private static final Map<String, String> TOLD = Map.of("learner.seed", "7");

    @TempDir
    private Path folder;

    private boolean wrapped;

    /** What the replay window goes through. */
    private enum Setup {
        /** It never fills. */
        ROOMY(16, 8192, true, 8, false),
        /** It wraps around within a budget, which begins with an empty one. */
        WRAPPED(32, 1024, true, 0.1, false),
        /** It wraps around all the time, and a budget begins with what it holds. */
        WRAPPED_AND_KEPT(32, 1024, false, 0.1, false),
        /** Having learned from demonstrations its policy drives as well as they do, and its budget ends. */
        RECOVERED(16, 8192, true, 8, true);

        private final long capacity;
        private final boolean fresh;
        private final double ratio;
        private final boolean recovers;
        private final List<Heard> events;

        Setup(int segmentLength, long capacity, boolean fresh, double ratio, boolean recovers) {
            this.capacity = capacity;
            this.fresh = fresh;
            this.ratio = ratio;
            this.recovers = recovers;
            events = log(segmentLength, fresh, recovers);
        }

        boolean wraps() {
            return capacity < 8192;
        }

        /** The first, three of a world model, and of a policy one after each third in which it imitated, or after its audition. */
        int versionsOfTwoBudgets() {
            return recovers ? 6 : 7;
        }

        /** A policy that fails to the end has another budget. */
        int versions() {
            return recovers ? versionsOfTwoBudgets() : versionsOfTwoBudgets() + 3;
        }
    }

    /** What a death throws. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** What outlives the learner: the log of its versions. */
    private static final class Published {
        private final List<ModelVersion> manifests = new ArrayList<>();
        private final BlobAssembler blobs = new BlobAssembler(Long.MAX_VALUE);

        void take(ProducerRecord<String, SpecificRecord> record) {
            if (record.value() instanceof ModelVersion manifest) {
                manifests.add(manifest);
            } else if (record.value() instanceof WeightsChunk chunk) {
                blobs.accept(chunk);
            }
        }

        Optional<PublishedVersion> newest() {
            return manifests.isEmpty() ? Optional.empty() : Optional.of(version(manifests.get(manifests.size() - 1)));
        }

        PublishedVersion version(ModelVersion manifest) {
            return new PublishedVersion(
                    manifest,
                    blobs.find(manifest.getBase()).orElseThrow(),
                    manifest.getAdapters().stream()
                            .map(adapter -> blobs.find(adapter).orElseThrow())
                            .toList(),
                    new ConsumerRecord<>("models", 0, 0, "", new Decoded.Value<SpecificRecord>(manifest)));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ROOMY", "WRAPPED_AND_KEPT", "RECOVERED"})
    void shouldMakeTheSameVersionsHoweverOftenItIsKilled(Setup setup) {
        Published alone = new Published();
        LearnerState expected = live(setup, alone, new CheckpointFile(folder.resolve("alone")), () -> false);
        assertThat(wrapped).isEqualTo(setup.wraps());
        assertThat(alone.manifests).hasSize(setup.versions());

        SplittableRandom random = new SplittableRandom(3);
        Published killed = new Published();
        CheckpointFile file = new CheckpointFile(folder.resolve("killed"));
        int[] deaths = {0};
        Optional<LearnerState> last = Optional.empty();
        while (last.isEmpty()) {
            try {
                last = Optional.of(live(setup, killed, file, () -> deaths[0] < 25 && random.nextInt(12) == 0));
            } catch (Killed death) {
                deaths[0]++;
            }
        }

        assertThat(deaths[0]).isEqualTo(25);
        assertThat(contents(killed.manifests)).isEqualTo(contents(alone.manifests));
        assertThat(last.get().toBytes()).isEqualTo(expected.toBytes());
    }

    @ParameterizedTest
    @EnumSource
    void shouldTrainEveryVersionOfABudgetAgainFromItsManifests(Setup setup) {
        Published log = new Published();
        live(setup, log, new CheckpointFile(folder), () -> false);
        assertThat(wrapped).isEqualTo(setup.wraps());
        List<ModelVersion> budget = log.manifests.subList(4, setup.versionsOfTwoBudgets());
        PublishedVersion parent = log.version(log.manifests.get(3));
        Training last = training(log, budget.get(budget.size() - 1));
        List<ModelVersion> again = new ArrayList<>();

        try (VersionReplay replay = new VersionReplay(
                settings(setup),
                TOLD,
                parent.manifest().getVersion(),
                BASE,
                parent.adapters().stream().map(Adapter::fromBytes).toList(),
                LearnerState.fromBytes(last.start()),
                release -> {
                    ModelVersion manifest = new VersionPacker("fleet", Clock.systemUTC())
                            .pack(release)
                            .manifest();
                    again.add(manifest);
                    return manifest;
                })) {
            assertThat(replay.window().isEmpty()).isEqualTo(setup.fresh);
            for (ArrivalLog.Run run : replay.window()) {
                hear(replay, setup, run.partition(), run.from(), run.to());
            }
            replay.begin();
            for (ModelVersion version : budget) {
                for (Journal.Entry entry : training(log, version).journal()) {
                    hear(replay, setup, entry.partition(), entry.from(), entry.to());
                    for (int i = 0; i < entry.updates(); i++) {
                        assertThat(replay.update()).isTrue();
                    }
                }
            }
            assertThat(replay.update()).as("the budget is used up").isFalse();
        }

        assertThat(again).extracting(KilledLearnerTest::weights).isEqualTo(weights(budget));
        assertThat(again)
                .extracting(ModelVersion::getReference)
                .isEqualTo(budget.stream().map(ModelVersion::getReference).toList());
    }

    private static void hear(VersionReplay replay, Setup setup, int partition, long from, long to) {
        setup.events.subList((int) from, (int) to).stream()
                .filter(heard -> heard.partition() == partition)
                .forEach(heard -> replay.hear(heard.event()));
    }

    private static List<String> contents(List<ModelVersion> manifests) {
        return manifests.stream().map(KilledLearnerTest::content).toList();
    }

    private static Training training(Published log, ModelVersion version) {
        var record = version.getTraining();
        assertThat(record).isNotNull();
        return Training.of(record, log.blobs.find(record.getStart()).orElseThrow());
    }

    private static List<String> weights(List<ModelVersion> manifests) {
        return manifests.stream().map(KilledLearnerTest::weights).toList();
    }

    private static String weights(ModelVersion manifest) {
        Map<String, String> hashes = new TreeMap<>();
        manifest.getAdapters().forEach(adapter -> hashes.put(adapter.getName(), adapter.getSha256()));
        return manifest.getVersion() + " of " + manifest.getParent() + ", " + manifest.getUpdates() + " updates, base "
                + manifest.getBase().getSha256() + hashes;
    }

    /** All that a manifest says of the training. */
    private static String content(ModelVersion manifest) {
        var training = manifest.getTraining();
        return weights(manifest)
                + manifest.getTrainingOffsets()
                + manifest.getReference()
                + (training == null ? "" : training.getStart() + "" + training.getJournal());
    }

    /** One life: from the last checkpoint, if there is one, to the end of the log. */
    private LearnerState live(Setup setup, Published log, CheckpointFile file, BooleanSupplier dies) {
        MockProducer<String, SpecificRecord> producer =
                new MockProducer<>(true, null, new StringSerializer(), (topic, record) -> new byte[0]);
        VersionPublisher toLog = new VersionPublisher(producer, "models", "weights", "fleet", Clock.systemUTC());
        if (log.manifests.isEmpty()) {
            toLog.publish(first());
            arrive(producer, log);
        }
        Origin origin = new OriginFinder(settings(setup), file, toLog).find(log.newest());
        arrive(producer, log);
        ReplayFeed feed = new ReplayFeed(SPEC.observationSize(), setup.capacity);
        Learning learning = new Learning(
                settings(setup),
                TOLD,
                origin,
                feed,
                new VersionChain(
                        release -> {
                            kill(dies);
                            wrapped |=
                                    feed.training().steps() == feed.training().capacity();
                            ModelVersion manifest = toLog.publish(release);
                            arrive(producer, log);
                            kill(dies);
                            return manifest;
                        },
                        "transitions",
                        settings(setup).seed(),
                        origin),
                new LearningMeter("fleet", Duration.ofSeconds(2), () -> 0L, Clock.systemUTC()));
        try (learning) {
            int[] next = {resume(setup, learning, origin)};
            Learning.Step step = Learning.Step.UPDATED;
            while (step != Learning.Step.WAITED || next[0] < setup.events.size()) {
                kill(dies);
                if (step == Learning.Step.WAITED) {
                    learning.hear(setup.events.get(next[0]++));
                }
                step = learning.train(() -> file.write(learning.checkpoint(Map.of("transitions/0", (long) next[0]))));
                if (next[0] % 13 == 0) {
                    file.write(learning.checkpoint(Map.of("transitions/0", (long) next[0])));
                }
            }
            return learning.checkpoint(Map.of()).state();
        }
    }

    private static Release first() {
        return new Release(
                1,
                null,
                null,
                Component.NONE,
                BASE,
                List.of(),
                reference().toAvro(SPEC.latentGroups()),
                List.of(),
                7,
                0,
                0);
    }

    private static int resume(Setup setup, Learning learning, Origin origin) {
        if (origin.checkpoint().isEmpty()) {
            return 0;
        }
        Checkpoint checkpoint = origin.checkpoint().get();
        for (ArrivalLog.Run run : checkpoint.state().arrivals()) {
            for (Heard heard : setup.events.subList((int) run.from(), (int) run.to())) {
                if (heard.partition() == run.partition() && heard.event() instanceof LogEvent.SegmentArrived arrived) {
                    learning.on(arrived);
                }
            }
        }
        learning.restore(checkpoint);
        return checkpoint.offsets().getOrDefault("transitions/0", 0L).intValue();
    }

    private static void arrive(MockProducer<String, SpecificRecord> producer, Published log) {
        producer.history().forEach(log::take);
        producer.clear();
    }

    private static void kill(BooleanSupplier dies) {
        if (dies.getAsBoolean()) {
            throw new Killed();
        }
    }

    /** The log: segments of all environments in turn, on two partitions, and two commands that begin a budget each. */
    /** In environment 4 somebody demonstrates, and arrives; before the second budget of a fresh window the fleet has been well. */
    private static List<Heard> log(int segmentLength, boolean well, boolean recovers) {
        List<Heard> events = new ArrayList<>();
        for (int s = 0; s < 16; s++) {
            if (s == 6 && well) {
                add(events, 0, new LogEvent.Decided(Records.decision(1, Component.NONE)));
            }
            if (s == 1 || s == 6) {
                add(events, 0, force(s == 1 ? "WORLD_MODEL" : "POLICY"));
            }
            for (int e = 0; e < ENVIRONMENTS; e++) {
                TransitionSegment segment = e == 4
                        ? Segments.demonstrated(SPEC, e, s, segmentLength)
                        : Segments.segment(SPEC, e, s, segmentLength);
                add(events, e % 2, new LogEvent.SegmentArrived(segment, e % 2, events.size()));
                boolean arrives = e == 4 || recovers && s > 6;
                for (int i = 0; i < 5; i++) {
                    add(events, e % 2, new LogEvent.EpisodeEnded(episode(e, arrives)));
                }
            }
        }
        return events;
    }

    private static EpisodeSummary episode(int environment, boolean arrives) {
        return Records.episode(
                environment,
                environment == 4 ? 0 : 1,
                (arrives ? 400 : 0) + environment,
                arrives ? Outcome.DESTINATION : Outcome.COLLISION);
    }

    private static void add(List<Heard> events, int partition, LogEvent event) {
        events.add(new Heard(event, "transitions", partition, events.size()));
    }

    private static LogEvent force(String component) {
        return new LogEvent.Commanded(new Command(
                "force " + component,
                "fleet",
                CommandKind.FORCE_COMPONENT,
                Map.of("component", component),
                "me",
                "",
                Instant.EPOCH,
                null));
    }

    private LearnerSettings settings(Setup setup) {
        return new LearnerSettings(
                "fleet",
                "slipstream",
                Optional.empty(),
                folder,
                4,
                8,
                Strategy.SLIPSTREAM,
                new PlanSettings(6, 6, 2, 512, setup.ratio, 32),
                setup.capacity,
                setup.fresh,
                TrainingSettings.lowRank(2, new LearningRates(1e-3f, 3e-4f, 1e-3f)),
                GuardSettings.standard(),
                Duration.ofHours(1),
                Duration.ofHours(1),
                7,
                DeviceChoice.AUTO);
    }

    private static Reference reference() {
        Map<String, Level> levels = Map.of(
                SignalNames.TV,
                new Level(0.1, 0.2),
                "residual.ego",
                new Level(0.5, 0.6),
                "novelty.task",
                new Level(0.5, 0.6));
        return new Reference(levels, new double[SPEC.latent()], new double[SPEC.actions()], new float[0], Map.of());
    }
}
