package io.slipstream.learner.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.network.WorldModel;
import io.slipstream.model.tensor.Ops;
import java.util.Map;

/** Gradient steps of what recognises a contact, on single observations. Nothing else of the world model moves. */
final class ContactUpdate {
    private final Ops ops;
    private final ModelSpec spec;
    private final TrainedNetwork network;

    ContactUpdate(Ops ops, ModelSpec spec, TrainedNetwork network) {
        this.ops = ops;
        this.spec = spec;
        this.network = network;
    }

    /**
     * One step of logistic regression.
     *
     * @param observations [n, D]
     * @param touched [n]
     * @throws IllegalStateException if the world model has an adapter, which never reaches a contact
     */
    Map<String, Double> step(float[] observations, boolean[] touched, float rateShare) {
        if (!network.whole()) {
            throw new IllegalStateException(
                    "contacts are taught where the world model is trained whole, not to an adapter");
        }
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            ops.gradients(true);
            float[] labels = new float[touched.length];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = touched[i] ? 1f : 0f;
            }
            NDArray leaf = network.leaf();
            NDArray odds = new WorldModel(spec, network.parameters(leaf), ops)
                    .contact(ops.create(observations, touched.length, spec.observationSize())); // [n, 1]
            NDArray label = ops.create(labels, labels.length, 1);
            NDArray loss = ops.softplus(odds).sub(odds.mul(label)).mean();
            ops.backward(loss);
            float norm = network.step(leaf, rateShare);
            Map<String, Double> losses = Losses.read(ops, "contact.", Map.of("loss", loss));
            losses.put("contact.gradientNorm", (double) norm);
            return losses;
        }
    }
}
