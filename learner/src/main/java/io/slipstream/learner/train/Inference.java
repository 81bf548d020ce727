package io.slipstream.learner.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import io.slipstream.learner.replay.SequenceBatch;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.network.WorldModel;
import io.slipstream.model.tensor.Categorical;
import io.slipstream.model.tensor.Noise;
import io.slipstream.model.tensor.Ops;

/**
 * The states of recorded sequences: h by the recurrence, z drawn from the posterior.
 *
 * @param posterior [L, B, G, K] q(z|o)
 * @param latents [L, B, Z] one-hot, with straight-through gradients
 * @param states [L, B, H]
 */
record Inference(NDArray posterior, NDArray latents, NDArray states) {

    /** Runs the world model over sequences. Only the recurrence is a loop; all else is batched over time. */
    static Inference of(Ops ops, ModelSpec spec, WorldModel world, Sequences data, Noise noise) {
        int length = data.length();
        int batch = data.batch();
        Categorical categorical = new Categorical(ops);
        NDArray posterior = world.posterior(data.observations()); // [L, B, G, K]
        NDArray uniform =
                ops.create(noise.floats(length * batch * spec.latentGroups()), length, batch, spec.latentGroups(), 1);
        NDArray drawn = categorical.oneHot(categorical.sample(posterior, uniform), spec.latentClasses());
        NDArray latents = drawn.add(posterior.sub(posterior.stopGradient())).reshape(length, batch, spec.latent());

        NDArray before = ops.zeros(1, batch, spec.latent());
        NDArray previous = NDArrays.concat(new NDList(before, latents.get(new NDIndex().addSliceDim(0, length - 1))), 0)
                .mul(data.goesOn());
        NDList gates = world.gatesInput(previous, data.previousActions()).split(length, 0); // L x [1, B, 3H]
        NDList goesOn = data.goesOn().split(length, 0);
        NDArray state = ops.zeros(batch, spec.deterministic());
        NDList states = new NDList(length);
        for (int t = 0; t < length; t++) {
            state = world.next(state.mul(goesOn.get(t).squeeze(0)), gates.get(t).squeeze(0));
            states.add(state);
        }
        return new Inference(posterior, latents, NDArrays.stack(states, 0));
    }

    /** What policy and outcome heads see in sequences, time-major: [L * B, F]. */
    static NDArray features(Ops ops, ModelSpec spec, WorldModel world, SequenceBatch batch, Noise noise) {
        Sequences data = Sequences.of(ops, spec, batch);
        return of(ops, spec, world, data, noise).features(world, data).reshape(batch.steps(), spec.features());
    }

    /** (h, z), [L, B, H + Z]. */
    NDArray both(Ops ops) {
        return ops.join(states, latents);
    }

    /** What policy and outcome heads see, [L, B, F]. */
    NDArray features(WorldModel world, Sequences data) {
        return world.features(states, latents, data.observations());
    }
}
