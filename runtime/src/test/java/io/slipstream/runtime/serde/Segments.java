package io.slipstream.runtime.serde;

import io.slipstream.schemas.avro.TransitionSegment;
import java.time.Instant;

/** Makes segments for tests: T steps, 3 floats an observation, 2 groups, 2 feature groups. */
final class Segments {

    static final int OBSERVATION = 3;
    static final int ACTIONS = 15;

    private Segments() {}

    static TransitionSegment of(int t) {
        byte[] flags = new byte[t + 1];
        flags[0] = 1;
        float[] observations = new float[(t + 1) * OBSERVATION];
        for (int i = 0; i < observations.length; i++) {
            observations[i] = i * 0.25f;
        }
        return TransitionSegment.newBuilder()
                .setFleet("f")
                .setActor("a")
                .setEnvironment(2)
                .setEpoch(7)
                .setSequence(0)
                .setEpisode(0)
                .setFirstStep(0)
                .setTask("RTM03")
                .setModelVersion(1)
                .setLength(t)
                .setObservations(Tensors.floats(observations, t + 1, OBSERVATION))
                .setRewards(Tensors.floats(new float[t + 1], t + 1))
                .setFlags(Tensors.bytes(flags, t + 1))
                .setActions(Tensors.bytes(new byte[t], t))
                .setLogProbability(Tensors.floats(new float[t], t))
                .setTvDynamics(Tensors.floats(new float[t], t))
                .setPredictedReward(Tensors.floats(new float[t], t))
                .setValue(Tensors.floats(new float[t], t))
                .setLatentClasses(Tensors.bytes(new byte[t * 2], t, 2))
                .setResiduals(Tensors.floats(new float[t * 2], t, 2))
                .setNovelty(Tensors.floats(new float[t * 2], t, 2))
                .setCreatedAt(Instant.ofEpochMilli(1234))
                .setGroundTruth(null)
                .build();
    }
}
