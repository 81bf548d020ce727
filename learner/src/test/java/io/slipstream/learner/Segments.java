package io.slipstream.learner;

import io.slipstream.model.ModelSpec;
import io.slipstream.runtime.serde.Tensors;
import io.slipstream.schemas.avro.TransitionSegment;
import java.time.Instant;
import java.util.Random;

/** Segments of a made-up world for tests. */
public final class Segments {
    private Segments() {}

    /**
     * A segment whose numbers follow from its place, so that the same place gives the same segment.
     *
     * @param spec sizes
     * @param environment of actor "a"
     * @param sequence its number
     * @param length T
     */
    public static TransitionSegment segment(ModelSpec spec, int environment, long sequence, int length) {
        return segment(spec, environment, sequence, length, 1);
    }

    private static TransitionSegment segment(
            ModelSpec spec, int environment, long sequence, int length, int modelVersion) {
        Random random = new Random(environment * 1000L + sequence);
        int groups = spec.latentGroups();
        int features = spec.groups().size();
        byte[] flags = new byte[length + 1];
        if (sequence == 0) {
            flags[0] = 1;
        }
        byte[] actions = new byte[length];
        for (int i = 0; i < length; i++) {
            actions[i] = (byte) random.nextInt(spec.actions());
        }
        float[] zeros = new float[length];
        return TransitionSegment.newBuilder()
                .setFleet("fleet")
                .setActor("a")
                .setEnvironment(environment)
                .setEpoch(1)
                .setSequence(sequence)
                .setEpisode(0)
                .setFirstStep(sequence * length)
                .setTask("RTM03")
                .setModelVersion(modelVersion)
                .setLength(length)
                .setObservations(Tensors.floats(
                        randoms(random, (length + 1) * spec.observationSize()), length + 1, spec.observationSize()))
                .setRewards(Tensors.floats(randoms(random, length + 1), length + 1))
                .setFlags(Tensors.bytes(flags, length + 1))
                .setActions(Tensors.bytes(actions, length))
                .setLogProbability(Tensors.floats(zeros, length))
                .setTvDynamics(Tensors.floats(zeros, length))
                .setPredictedReward(Tensors.floats(zeros, length))
                .setValue(Tensors.floats(zeros, length))
                .setLatentClasses(Tensors.bytes(new byte[length * groups], length, groups))
                .setResiduals(Tensors.floats(new float[length * features], length, features))
                .setNovelty(Tensors.floats(new float[length * features], length, features))
                .setCreatedAt(Instant.EPOCH)
                .setGroundTruth(null)
                .build();
    }

    /** The same, done by a rule-based driver. */
    public static TransitionSegment demonstrated(ModelSpec spec, int environment, long sequence, int length) {
        return segment(spec, environment, sequence, length, 0);
    }

    private static float[] randoms(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }
}
