package io.slipstream.learner.train;

import ai.djl.ndarray.NDArray;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.tensor.Ops;
import io.slipstream.model.tensor.TwoHot;
import java.util.List;

/**
 * How well the world model foresees what recorded steps earned later: cross-entropy to the lambda-return of every discount of {@link
 * ModelSpec#OUTLOOKS}, where its own prediction stands in for what lies behind the end of a sequence.
 */
final class OutlookLoss {
    private static final float LAMBDA = 0.95f;

    private final Ops ops;
    private final ModelSpec spec;
    private final TwoHot twoHot;

    OutlookLoss(Ops ops, ModelSpec spec, TwoHot twoHot) {
        this.ops = ops;
        this.spec = spec;
        this.twoHot = twoHot;
    }

    /** Mean over steps and discounts, shape []. {@code logits} [L, B, discounts, bins]. */
    NDArray of(NDArray logits, Sequences data) {
        int discounts = ModelSpec.OUTLOOKS.size();
        NDArray target =
                ops.create(targets(logits.stopGradient(), data), data.length(), data.batch(), discounts, spec.bins());
        return target.mul(logits.logSoftmax(-1)).sum(new int[] {-1}).mean().neg();
    }

    /** Two-hot targets, row-major [L, B, discounts, bins]; zeros where nothing followed. */
    private float[] targets(NDArray logits, Sequences data) {
        List<Float> discounts = ModelSpec.OUTLOOKS;
        int steps = data.length() * data.batch();
        float[] foreseen = ops.floats(twoHot.mean(ops, logits)); // [L, B, discounts]
        float[] futures = ops.floats(data.future());
        float[] targets = new float[steps * discounts.size() * spec.bins()];
        for (int d = 0; d < discounts.size(); d++) {
            float[] returns = Returns.recorded(
                    data.rewards(),
                    futures,
                    data.ended(),
                    every(foreseen, d, discounts.size()),
                    data.batch(),
                    discounts.get(d),
                    LAMBDA);
            float[] encoded = twoHot.encode(returns);
            for (int i = 0; i < steps - data.batch(); i++) {
                if (!data.ended()[i]) {
                    int to = (i * discounts.size() + d) * spec.bins();
                    System.arraycopy(encoded, i * spec.bins(), targets, to, spec.bins());
                }
            }
        }
        return targets;
    }

    private static float[] every(float[] values, int first, int stride) {
        float[] chosen = new float[values.length / stride];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = values[i * stride + first];
        }
        return chosen;
    }
}
