package io.slipstream.learner.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.network.Policy;
import io.slipstream.model.network.WorldModel;
import io.slipstream.model.tensor.Categorical;
import io.slipstream.model.tensor.Noise;
import io.slipstream.model.tensor.Ops;
import io.slipstream.model.tensor.Parameters;

/**
 * Trajectories dreamed with the policy inside the world model, without gradients.
 *
 * @param features [T + 1, N, F]
 * @param actions [T, N] indices, int64
 */
record Imagination(NDArray features, NDArray actions) {

    /** Dreams T steps from states h [N, H] and latents z [N, Z]. */
    static Imagination from(
            Ops ops,
            ModelSpec spec,
            WorldModel world,
            Parameters actor,
            NDArray h,
            NDArray z,
            int horizon,
            Noise noise) {
        Categorical categorical = new Categorical(ops);
        long count = h.getShape().get(0);
        NDArray state = h;
        NDArray latent = z;
        NDList features = new NDList(ops.join(state, latent));
        NDList actions = new NDList();
        for (int t = 0; t < horizon; t++) {
            NDArray policy = Policy.actor(actor, features.get(t)).softmax(-1); // [N, A]
            NDArray action = categorical.sample(policy, ops.create(noise.floats((int) count), count, 1)); // [N]
            actions.add(action);
            state = world.next(state, world.gatesInput(latent, categorical.oneHot(action, spec.actions())));
            NDArray uniform =
                    ops.create(noise.floats((int) count * spec.latentGroups()), count, spec.latentGroups(), 1);
            latent = categorical
                    .oneHot(categorical.sample(world.prior(state), uniform), spec.latentClasses())
                    .reshape(count, spec.latent());
            features.add(ops.join(state, latent));
        }
        return new Imagination(NDArrays.stack(features, 0), NDArrays.stack(actions, 0));
    }
}
