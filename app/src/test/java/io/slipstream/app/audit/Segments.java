package io.slipstream.app.audit;

import io.slipstream.runtime.serde.Tensors;
import io.slipstream.schemas.avro.GroundTruth;
import io.slipstream.schemas.avro.Tensor;
import io.slipstream.schemas.avro.TransitionSegment;
import java.time.Instant;

/** Segments for tests: everything zero, in the right shapes. */
public final class Segments {
    private Segments() {}

    /** The given segment of environment 0 of actor-1, RTM03 under C0, version 1. */
    public static TransitionSegment of(long sequence, int length) {
        return of(sequence, length, "RTM03", "C0");
    }

    /** The same of another task and shift. */
    public static TransitionSegment of(long sequence, int length, String task, String shift) {
        return of(1, sequence, length, task, shift);
    }

    /** The same, driven by a version. */
    static TransitionSegment of(int version, long sequence, int length, String task, String shift) {
        return TransitionSegment.newBuilder()
                .setFleet("demo")
                .setActor("actor-1")
                .setEnvironment(0)
                .setEpoch(1)
                .setSequence(sequence)
                .setEpisode(0)
                .setFirstStep(sequence * length)
                .setTask(task)
                .setModelVersion(version)
                .setLength(length)
                .setObservations(floats(length + 1, 64))
                .setRewards(Tensors.floats(new float[length + 1], length + 1))
                .setFlags(Tensors.bytes(new byte[length + 1], length + 1))
                .setActions(Tensors.bytes(new byte[length], length))
                .setLogProbability(Tensors.floats(new float[length], length))
                .setTvDynamics(Tensors.floats(new float[length], length))
                .setPredictedReward(Tensors.floats(new float[length], length))
                .setValue(Tensors.floats(new float[length], length))
                .setLatentClasses(Tensors.bytes(new byte[length * 16], length, 16))
                .setResiduals(floats(length, 4))
                .setNovelty(floats(length, 4))
                .setCreatedAt(Instant.EPOCH)
                .setGroundTruth(new GroundTruth(shift, "NONE"))
                .build();
    }

    private static Tensor floats(int rows, int columns) {
        return Tensors.floats(new float[rows * columns], rows, columns);
    }
}
