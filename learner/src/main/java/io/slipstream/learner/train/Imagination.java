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
 * @param logs [T, N] log-probabilities of the actions
 */
record Imagination(NDArray features, NDArray actions, NDArray logs) {

    /**
     * Dreams T steps from states h [N, H], latents z [N, Z] and observations [N, D]. The observation is carried on by the one-step
     * transitions, which know one object from the other and are right to some decimetres after a second; z is what the posterior makes of
     * it, as it is when driving.
     */
    static Imagination from(
            Ops ops,
            ModelSpec spec,
            WorldModel world,
            Parameters actor,
            NDArray h,
            NDArray z,
            NDArray o,
            int horizon,
            Noise noise) {
        Categorical categorical = new Categorical(ops);
        long count = h.getShape().get(0);
        NDArray state = h;
        NDArray latent = z;
        NDArray observation = o;
        NDList features = new NDList(world.features(state, latent, observation));
        NDList actions = new NDList();
        NDList logs = new NDList();
        for (int t = 0; t < horizon; t++) {
            NDArray policy = Policy.actor(actor, features.get(t)).logSoftmax(-1); // [N, A]
            NDArray action = categorical.sample(policy.exp(), ops.create(noise.floats((int) count), count, 1)); // [N]
            NDArray taken = categorical.oneHot(action, spec.actions());
            actions.add(action);
            logs.add(policy.mul(taken).sum(new int[] {-1}));
            state = world.next(state, world.gatesInput(latent, taken));
            observation = world.reference().next(observation, taken);
            NDArray uniform =
                    ops.create(noise.floats((int) count * spec.latentGroups()), count, spec.latentGroups(), 1);
            latent = categorical
                    .oneHot(categorical.sample(world.posterior(observation), uniform), spec.latentClasses())
                    .reshape(count, spec.latent());
            features.add(world.features(state, latent, observation));
        }
        return new Imagination(NDArrays.stack(features, 0), NDArrays.stack(actions, 0), NDArrays.stack(logs, 0));
    }
}
