package io.slipstream.learner.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import io.slipstream.learner.replay.SequenceBatch;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.Network;
import io.slipstream.model.network.WorldModel;
import io.slipstream.model.tensor.Ops;

/**
 * Fits the one-step references of a model to recorded steps and leaves everything else of it as it is. One thread owns it.
 */
public final class ReferenceFit implements AutoCloseable {
    private static final float RATE = 2e-3f;
    private static final float GRADIENT_NORM = 10f;

    private final ModelWeights start;
    private final ModelSpec spec;
    private final Ops ops = new Ops();
    private final TrainedNetwork network;
    private final ReferenceLoss loss;

    /** Starts from the references of these weights. */
    public ReferenceFit(ModelWeights weights) {
        start = weights;
        spec = weights.spec();
        network = new TrainedNetwork(
                ops,
                weights,
                Network.WORLD_MODEL,
                null,
                RATE,
                GRADIENT_NORM,
                GuardSettings.standard().gradientNorm());
        loss = new ReferenceLoss(ops, spec);
    }

    /**
     * One gradient step.
     *
     * @param batch short sequences from everywhere
     * @param rateShare share of the learning rate, in (0, 1]
     * @return the mean negative log-likelihood before it
     */
    public double step(SequenceBatch batch, float rateShare) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            ops.gradients(true);
            NDArray leaf = network.leaf();
            WorldModel world = new WorldModel(spec, network.parameters(leaf), ops);
            NDArray value = loss.of(world, Sequences.of(ops, spec, batch));
            ops.backward(value);
            network.step(leaf, rateShare);
            return ops.floats(value)[0];
        }
    }

    /** The weights with the references as they are now. */
    public ModelWeights weights() {
        return start.with(Network.WORLD_MODEL, network.flat());
    }

    @Override
    public void close() {
        network.close();
        ops.close();
    }
}
