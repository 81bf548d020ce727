package io.slipstream.learner.train;

import ai.djl.ndarray.NDArray;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.network.Policy;
import io.slipstream.model.tensor.Ops;
import io.slipstream.model.tensor.Parameters;
import io.slipstream.model.tensor.TwoHot;
import java.util.Map;

/** Gradient steps of the critic, and the slow critic that holds it (DreamerV3, equation 10). */
final class CriticUpdate implements AutoCloseable {
    private static final String NORM = "policy.criticGradientNorm";

    private final Ops ops;
    private final ModelSpec spec;
    private final TrainedNetwork network;
    private final TwoHot twoHot;
    private final float slowRate;
    private final NDArray slow;

    CriticUpdate(Ops ops, ModelSpec spec, TrainedNetwork network, TwoHot twoHot, float slowRate) {
        this.ops = ops;
        this.spec = spec;
        this.network = network;
        this.twoHot = twoHot;
        this.slowRate = slowRate;
        this.slow = ops.keep(network.moving().duplicate());
    }

    /** Expected returns from features [*, F]. */
    float[] values(NDArray features) {
        return ops.floats(twoHot.mean(ops, Policy.critic(network.parameters(), features)));
    }

    /**
     * One step of two-hot regression to the lambda-return, held near the slow critic.
     *
     * @param visited [n, F]
     * @param target [n]
     * @param weights [n, 1]
     */
    Map<String, Double> step(NDArray visited, float[] target, NDArray weights, float rateShare) {
        ops.gradients(false);
        float[] slowValues = ops.floats(twoHot.mean(ops, Policy.critic(network.parameters(slow), visited)));
        NDArray returnTarget = ops.create(twoHot.encode(target), target.length, spec.bins());
        NDArray slowTarget = ops.create(twoHot.encode(slowValues), target.length, spec.bins());

        ops.gradients(true);
        NDArray leaf = network.leaf();
        Parameters parameters = network.parameters(leaf);
        NDArray logs = Policy.critic(parameters, visited).logSoftmax(-1); // [n, bins]
        NDArray loss = returnTarget
                .add(slowTarget)
                .mul(logs)
                .sum(new int[] {-1}, true)
                .mul(weights)
                .mean()
                .neg();
        ops.backward(loss);
        float norm = network.step(leaf, rateShare);
        follow();
        Map<String, Double> losses = Losses.read(ops, "policy.", Map.of("critic", loss));
        losses.put(NORM, (double) norm);
        return losses;
    }

    /** Whether the last of these steps was refused. */
    boolean refuses(Map<String, Double> losses) {
        return network.refuses(losses.getOrDefault(NORM, 0.0));
    }

    private void follow() {
        ops.gradients(false);
        NDArray way = network.moving().sub(slow);
        slow.addi(ops.scale(way, slowRate));
    }

    void save(StateWriter out) {
        out.floats(ops.floats(slow));
    }

    void restore(StateReader in) {
        slow.set(in.floats((int) slow.size()));
    }

    @Override
    public void close() {
        slow.close();
    }
}
