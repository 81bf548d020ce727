package io.slipstream.model.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;

/** Categorical distributions along the last axis. */
public final class Categorical {
    private static final float UNIFORM_SHARE = 0.01f;

    private final Ops ops;

    /** Uses these operations. */
    public Categorical(Ops ops) {
        this.ops = ops;
    }

    /** Probabilities of logits [*, K] with 1 % of the uniform distribution mixed in (DreamerV3). */
    public NDArray mixed(NDArray logits) {
        long classes = logits.getShape().get(logits.getShape().dimension() - 1);
        NDArray probabilities = logits.softmax(-1);
        return ops.scale(probabilities, 1 - UNIFORM_SHARE).add(ops.scalar(UNIFORM_SHARE / classes));
    }

    /**
     * Class indices [*] drawn by inverting the cumulative distribution.
     *
     * @param probabilities [*, K]
     * @param uniform [*, 1] in [0, 1)
     */
    public NDArray sample(NDArray probabilities, NDArray uniform) {
        int axis = probabilities.getShape().dimension() - 1;
        long classes = probabilities.getShape().get(axis);
        // The last class is what is left, so that rounding in the sum can never fall off the end.
        NDArray below =
                probabilities.cumSum(axis).get(new NDIndex().addEllipseDim().addSliceDim(0, classes - 1));
        return below.lte(uniform).toType(DataType.INT64, false).sum(new int[] {axis});
    }

    /** One-hot [*, K] of indices [*]. */
    public NDArray oneHot(NDArray indices, int classes) {
        return indices.oneHot(classes, DataType.FLOAT32);
    }

    /** sum_k p_k (log p_k - log q_k) along the last axis. */
    public NDArray kl(NDArray p, NDArray q) {
        return p.mul(p.log().sub(q.log())).sum(new int[] {-1});
    }
}
