package io.slipstream.learner.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import io.slipstream.learner.replay.SequenceBatch;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.Network;
import io.slipstream.model.network.Policy;
import io.slipstream.model.network.WorldModel;
import io.slipstream.model.tensor.Noise;
import io.slipstream.model.tensor.Ops;

/** Measures the vitals of the networks under training on recorded sequences; moves nothing and draws from a noise of its own. */
final class VitalSigns {
    private static final long SEED = 1;

    private final Ops ops;
    private final ModelSpec spec;
    private final TrainedNetworks networks;

    VitalSigns(Ops ops, ModelSpec spec, TrainedNetworks networks) {
        this.ops = ops;
        this.spec = spec;
        this.networks = networks;
    }

    Vitals of(SequenceBatch batch) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            ops.gradients(false);
            Sequences data = Sequences.of(ops, spec, batch);
            WorldModel world =
                    new WorldModel(spec, networks.of(Network.WORLD_MODEL).parameters(), ops);
            Inference inference = Inference.of(ops, spec, world, data, new Noise(SEED));
            int rows = data.length() * data.batch();
            NDArray posterior = inference.posterior().reshape(rows, spec.latentGroups(), spec.latentClasses());
            NDArray features = inference.features(world, data).reshape(rows, spec.features());
            NDArray actions = Policy.actor(networks.of(Network.ACTOR).parameters(), features)
                    .softmax(-1)
                    .reshape(rows, 1, spec.actions());
            double together = entropy(ops.floats(actions.mean(new int[] {0})));
            double information =
                    entropy(ops.floats(posterior.mean(new int[] {0}))) - entropy(ops.floats(posterior)) / rows;
            return new Vitals(finite(), together, information);
        }
    }

    /** Summed over all distributions that stand one after the other. */
    private static double entropy(float[] probabilities) {
        double sum = 0;
        for (double p : probabilities) {
            sum -= p > 0 ? p * Math.log(p) : p == 0 ? 0 : Double.NaN;
        }
        return sum;
    }

    private boolean finite() {
        for (Network network : Network.values()) {
            float sum = ops.floats(networks.of(network).moving().abs().sum())[0];
            if (!Float.isFinite(sum)) {
                return false;
            }
        }
        return true;
    }
}
