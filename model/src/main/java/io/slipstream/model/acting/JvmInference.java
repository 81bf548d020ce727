package io.slipstream.model.acting;

import io.slipstream.model.ModelWeights;
import io.slipstream.model.inference.ForwardModel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Computes in plain Java, on the thread that asks: no call into libtorch, no memory made at a step. */
final class JvmInference implements Inference {
    private final ForwardModel model;
    private final int environments;
    private final int actions;
    private final int groups;
    private final float[] probabilities; // [N, A]

    JvmInference(ModelWeights merged, int environments) {
        this.model = new ForwardModel(merged, environments);
        this.environments = environments;
        this.actions = merged.spec().actions();
        this.groups = merged.spec().groups().size();
        this.probabilities = new float[environments * actions];
    }

    @Override
    public float[] step(Step step, @Nullable ActingOutput measures) {
        model.step(step.observations(), step.starts(), step.actions(), step.uniform());
        if (measures != null) {
            measure(step.starts(), measures);
        }
        float[][] policy = model.policy();
        for (int e = 0; e < environments; e++) {
            System.arraycopy(policy[e], 0, probabilities, e * actions, actions);
        }
        return probabilities;
    }

    private void measure(boolean[] starts, ActingOutput out) {
        model.totalVariation(out.tvDynamics);
        model.reward(out.predictedReward);
        model.value(out.value);
        model.surprise(out.residuals);
        model.novelty(out.novelty);
        model.classes(out.latentClasses);
        for (int e = 0; e < environments; e++) {
            if (starts[e]) {
                out.tvDynamics[e] = 0f;
                out.predictedReward[e] = 0f;
                Arrays.fill(out.residuals, e * groups, (e + 1) * groups, 0f);
            }
        }
    }

    @Override
    public float[] imagine(int count, int horizon, int[] actions) {
        return model.imagine(count, horizon, actions);
    }

    @Override
    public void swap(ModelWeights merged) {
        model.load(merged);
    }

    @Override
    public Inference fork(ModelWeights merged, int[] rows) {
        JvmInference other = new JvmInference(merged, rows.length);
        other.model.takeOver(model, rows);
        return other;
    }

    @Override
    public void close() {
        // Nothing but memory of the heap.
    }
}
