package io.slipstream.learner.train;

import io.slipstream.learner.replay.SequenceBatch;
import io.slipstream.model.FeatureGroup;
import io.slipstream.model.ModelSpec;
import java.util.List;
import java.util.Random;

/** A world of eight numbers: a position that the action moves, the rest noise; reward is the position. */
final class ToyData {
    static final ModelSpec SPEC = ModelSpec.preset(
            "tiny",
            8,
            3,
            List.of(
                    FeatureGroup.of("ego", 0, 2, FeatureGroup.Role.BODY),
                    FeatureGroup.of("rest", 2, 8, FeatureGroup.Role.SCENE)));

    private ToyData() {}

    static SequenceBatch batch(int batch, int length, long seed) {
        Random random = new Random(seed);
        float[] observations = new float[batch * length * 8];
        int[] actions = new int[batch * length];
        float[] rewards = new float[batch * length];
        byte[] flags = new byte[batch * length];
        for (int b = 0; b < batch; b++) {
            float position = 0;
            for (int t = 0; t < length; t++) {
                int i = b * length + t;
                boolean first = t == length / 2;
                position = first ? 0f : position;
                flags[i] = (byte) (first ? 1 : t == length / 2 - 1 ? 6 : 0);
                observations[i * 8] = position;
                for (int k = 1; k < 8; k++) {
                    observations[i * 8 + k] = 0.3f * (float) random.nextGaussian();
                }
                rewards[i] = position;
                actions[i] = random.nextInt(3);
                position += 0.2f * (actions[i] - 1);
            }
        }
        return new SequenceBatch(batch, length, observations, actions, rewards, flags);
    }
}
