package io.slipstream.learner.train;

import ai.djl.ndarray.NDArray;
import io.slipstream.learner.replay.SequenceBatch;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.tensor.Ops;

/**
 * A batch of sequences as time-major tensors.
 *
 * @param length L
 * @param batch B
 * @param observations [L, B, D]
 * @param previousActions [L, B, A] one-hot of the action taken at t - 1; zeros at starts
 * @param goesOn [L, B, 1], 0 where the recurrent state starts anew (t = 0 and first steps of episodes)
 * @param rewards [L * B] reward on arrival, on the host
 * @param future [L, B, 1], 0 where the episode has no future
 * @param ended [L * B], true where no action followed: nothing can be imagined from there
 */
record Sequences(
        int length,
        int batch,
        NDArray observations,
        NDArray previousActions,
        NDArray goesOn,
        float[] rewards,
        NDArray future,
        boolean[] ended) {
    private static final int FIRST = 1;
    private static final int LAST = 2;
    private static final int TERMINAL = 4;

    static Sequences of(Ops ops, ModelSpec spec, SequenceBatch source) {
        int length = source.length();
        int batch = source.batch();
        int size = spec.observationSize();
        float[] observations = new float[length * batch * size];
        float[] actions = new float[length * batch * spec.actions()];
        float[] goesOn = new float[length * batch];
        float[] rewards = new float[length * batch];
        float[] future = new float[length * batch];
        boolean[] ended = new boolean[length * batch];
        for (int b = 0; b < batch; b++) {
            for (int t = 0; t < length; t++) {
                int from = b * length + t;
                int to = t * batch + b;
                System.arraycopy(source.observations(), from * size, observations, to * size, size);
                rewards[to] = source.rewards()[from];
                int flags = source.flags()[from];
                future[to] = (flags & TERMINAL) != 0 ? 0f : 1f;
                ended[to] = (flags & LAST) != 0;
                if (t > 0 && (flags & FIRST) == 0) {
                    goesOn[to] = 1f;
                    actions[to * spec.actions() + source.actions()[from - 1]] = 1f;
                }
            }
        }
        return new Sequences(
                length,
                batch,
                ops.create(observations, length, batch, size),
                ops.create(actions, length, batch, spec.actions()),
                ops.create(goesOn, length, batch, 1),
                rewards,
                ops.create(future, length, batch, 1),
                ended);
    }
}
