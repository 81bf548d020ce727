package io.slipstream.learner.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.slipstream.model.tensor.Noise;
import io.slipstream.model.tensor.Ops;

/**
 * Imagined steps and what came of them: what actor and critic learn from.
 *
 * @param features [n, F]
 * @param actions [n] indices, int64
 * @param logs [n, 1] log-probabilities of the actions when they were dreamed
 * @param advantages [n]
 * @param targets [n] lambda-returns
 * @param weights [n] probability that the step is still reached, times its discount
 */
record Lessons(NDArray features, NDArray actions, NDArray logs, float[] advantages, float[] targets, float[] weights) {

    /** One of so many parts of equal size, in an order drawn before; what is left over at the end belongs to none. */
    Lessons part(Ops ops, int[] order, int part, int parts) {
        int size = order.length / parts;
        float[] rows = new float[size];
        float[] partAdvantages = new float[size];
        float[] partTargets = new float[size];
        float[] partWeights = new float[size];
        for (int i = 0; i < size; i++) {
            int row = order[part * size + i];
            rows[i] = row;
            partAdvantages[i] = advantages[row];
            partTargets[i] = targets[row];
            partWeights[i] = weights[row];
        }
        NDArray index = ops.create(rows, size).toType(DataType.INT64, false);
        return new Lessons(
                features.get(index), actions.get(index), logs.get(index), partAdvantages, partTargets, partWeights);
    }

    /** Rows in an order drawn anew (Fisher and Yates). */
    int[] shuffled(Noise noise) {
        int[] order = new int[targets.length];
        for (int i = 0; i < order.length; i++) {
            int j = noise.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** [n, 1] */
    NDArray weights(Ops ops) {
        return ops.create(weights, weights.length, 1);
    }
}
