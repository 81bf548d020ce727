package io.slipstream.monitor.topology;

import io.slipstream.runtime.serde.Tensors;
import io.slipstream.runtime.signals.Reference;
import io.slipstream.runtime.signals.ReferenceBuilder;
import io.slipstream.runtime.signals.SignalGroup;
import io.slipstream.runtime.signals.SignalLayout;
import io.slipstream.runtime.signals.SignalNames;
import io.slipstream.runtime.signals.WindowSignals;
import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.EpisodeSummary;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.Outcome;
import io.slipstream.schemas.avro.Tensor;
import io.slipstream.schemas.avro.TransitionSegment;
import io.slipstream.schemas.avro.WeightsReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A made-up fleet that streams segments whose signals are known. */
final class TestFleet {
    static final String FLEET = "demo";
    static final int LENGTH = 25;
    private static final int ENVIRONMENTS = 8;
    private static final int OBSERVATION = 4;
    private static final int FEATURES = 4;
    private static final SignalLayout LAYOUT = SignalLayout.of(
            2,
            4,
            15,
            List.of(
                    SignalGroup.of("ego", SignalGroup.Role.BODY, 0, 1),
                    SignalGroup.of("task", SignalGroup.Role.SCENE, 1, 2),
                    SignalGroup.of("route", SignalGroup.Role.SCENE, 2, 3),
                    SignalGroup.of("traffic", SignalGroup.Role.OBJECTS, 3, 4)));
    private static final String SPEC = "{\"latentGroups\":2,\"latentClasses\":4,\"actions\":15,\"groups\":"
            + "[{\"name\":\"ego\",\"role\":\"BODY\",\"from\":0,\"to\":1},"
            + "{\"name\":\"task\",\"role\":\"SCENE\",\"from\":1,\"to\":2},"
            + "{\"name\":\"route\",\"role\":\"SCENE\",\"from\":2,\"to\":3},"
            + "{\"name\":\"traffic\",\"role\":\"OBJECTS\",\"from\":3,\"to\":4}]}";

    private final SplittableRandom random;
    private final long[] sequences = new long[ENVIRONMENTS];
    private long episodes;
    private long age = TopologyHarness.AGE;
    private float egoResidual = 1;
    private float routeNovelty = 1;

    TestFleet(long seed) {
        random = new SplittableRandom(seed);
    }

    /** With environments that have just been started. */
    TestFleet young() {
        age = 0;
        return this;
    }

    /** The ego's one-step error from now on, 1 while nothing has changed. */
    TestFleet egoResidual(double level) {
        egoResidual = (float) level;
        return this;
    }

    /** The reconstruction error of the route from now on, 1 while nothing has changed. */
    TestFleet routeNovelty(double level) {
        routeNovelty = (float) level;
        return this;
    }

    /** Segments of all environments in turn, together {@code steps} long. */
    List<TransitionSegment> segments(int version, int steps) {
        List<TransitionSegment> segments = new ArrayList<>();
        for (int i = 0; i < steps / LENGTH; i++) {
            segments.add(segment(i % ENVIRONMENTS, version));
        }
        return segments;
    }

    TransitionSegment segment(int environment, int version) {
        long sequence = sequences[environment]++;
        return TransitionSegment.newBuilder()
                .setFleet(FLEET)
                .setActor("actor-0")
                .setEnvironment(environment)
                .setEpoch(1)
                .setSequence(sequence)
                .setEpisode(0)
                .setFirstStep(age + sequence * LENGTH)
                .setTask("RTM03")
                .setModelVersion(version)
                .setLength(LENGTH)
                .setObservations(floats((LENGTH + 1) * OBSERVATION, 0, 1, LENGTH + 1, OBSERVATION))
                .setRewards(floats(LENGTH + 1, 0, 1, LENGTH + 1))
                .setFlags(Tensors.bytes(new byte[LENGTH + 1], LENGTH + 1))
                .setActions(Tensors.bytes(bytes(LENGTH, 15), LENGTH))
                .setLogProbability(perStep(-1, 0))
                .setTvDynamics(perStep(.1, .3))
                .setPredictedReward(perStep(0, 1))
                .setValue(perStep(0, 1))
                .setLatentClasses(Tensors.bytes(bytes(LENGTH * 2, 4), new int[] {LENGTH, 2}))
                .setResiduals(features(egoResidual, 0))
                .setNovelty(features(routeNovelty, 2))
                .setCreatedAt(Instant.EPOCH)
                .build();
    }

    EpisodeSummary episode(int environment, int version, boolean success) {
        long episode = episodes++;
        return EpisodeSummary.newBuilder()
                .setFleet(FLEET)
                .setActor("actor-0")
                .setEnvironment(environment)
                .setEpoch(1)
                .setEpisode(episode)
                .setEndStep(age + episode)
                .setTask("RTM03")
                .setModelVersion(version)
                .setSteps(100)
                .setReturn$(success ? 200 : -50)
                .setOutcome(success ? Outcome.DESTINATION : Outcome.COLLISION)
                .setRouteCompletion(1)
                .setDrivingScore(1)
                .setMeanSpeed(4)
                .setMeanTtc(3.0)
                .setMinTtc(null)
                .setLowTtcShare(0)
                .setComfort(1)
                .setCreatedAt(Instant.EPOCH)
                .build();
    }

    /** A manifest whose reference was built while nothing had changed, for errors of a given level. */
    static ModelVersion manifest(int version, @Nullable Long decision, double egoLevel) {
        return ModelVersion.newBuilder()
                .setFleet(FLEET)
                .setVersion(version)
                .setParent(version == 1 ? null : version - 1)
                .setDecision(decision)
                .setComponent(Component.NONE)
                .setSpec(SPEC)
                .setBase(new WeightsReference("base", "00", 0L, 0))
                .setAdapters(List.of())
                .setReference(reference(egoLevel).toAvro(2))
                .setTrainingOffsets(List.of())
                .setSeed(1)
                .setUpdates(0)
                .setTrainableParameters(0)
                .setBytesPublished(0)
                .setCreatedAt(Instant.EPOCH)
                .build();
    }

    private static Reference reference(double egoLevel) {
        List<WindowSignals> windows = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            TestFleet fleet = new TestFleet(100 + i).egoResidual(egoLevel);
            WindowSignals window = new WindowSignals(LAYOUT);
            fleet.segments(1, 1_000).forEach(segment -> window.add(SegmentSignals.of(segment)));
            for (int e = 0; e < 40; e++) {
                window.addEpisode(180, e % 20 != i);
            }
            windows.add(window);
        }
        return new ReferenceBuilder(windows)
                .constant(SignalNames.familiar("route"), 1.5)
                .build();
    }

    /** [T, F] around 1, but {@code level} for one feature group. */
    private Tensor features(float level, int group) {
        float[] values = new float[LENGTH * FEATURES];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (.8 + .4 * random.nextDouble()) * (i % FEATURES == group ? level : 1);
        }
        return Tensors.floats(values, new int[] {LENGTH, FEATURES});
    }

    private Tensor floats(int length, double from, double to, int... shape) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) (from + (to - from) * random.nextDouble());
        }
        return Tensors.floats(values, shape);
    }

    private Tensor perStep(double from, double to) {
        return floats(LENGTH, from, to, LENGTH);
    }

    private byte[] bytes(int length, int below) {
        byte[] data = new byte[length];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) random.nextInt(below);
        }
        return data;
    }
}
