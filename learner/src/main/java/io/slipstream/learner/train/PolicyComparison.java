package io.slipstream.learner.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import io.slipstream.learner.replay.SequenceBatch;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.Network;
import io.slipstream.model.layout.ParameterLayout;
import io.slipstream.model.network.Policy;
import io.slipstream.model.network.WorldModel;
import io.slipstream.model.tensor.Noise;
import io.slipstream.model.tensor.Ops;
import io.slipstream.model.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;

/** What several actors would do in the same recorded states. One thread owns it. */
public final class PolicyComparison implements AutoCloseable {
    private final Ops ops = new Ops();
    private final ModelSpec spec;
    private final WorldModel world;
    private final ParameterLayout layout;
    private final Noise noise;

    /**
     * Infers states with this world model.
     *
     * @param seed of the latents drawn from the posterior
     */
    public PolicyComparison(ModelWeights weights, long seed) {
        ops.gradients(false);
        spec = weights.spec();
        float[] flat = weights.flat(Network.WORLD_MODEL);
        ParameterLayout worldLayout = ParameterLayout.of(spec, Network.WORLD_MODEL);
        world = new WorldModel(spec, new Parameters(ops, worldLayout, ops.create(flat, flat.length)), ops);
        layout = ParameterLayout.of(spec, Network.ACTOR);
        noise = new Noise(seed);
    }

    /** Action probabilities [states x A] of each actor (its flat vector), all in the states of this batch. */
    public List<float[]> probabilities(SequenceBatch batch, List<float[]> actors) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            ops.gradients(false);
            Sequences data = Sequences.of(ops, spec, batch);
            NDArray features = Inference.of(ops, spec, world, data, noise).features(world, data); // [L, B, F]
            List<float[]> probabilities = new ArrayList<>();
            for (float[] actor : actors) {
                Parameters parameters = new Parameters(ops, layout, ops.create(actor, actor.length));
                probabilities.add(ops.floats(Policy.actor(parameters, features).softmax(-1)));
            }
            return probabilities;
        }
    }

    /** Mean total variation of two results of {@link #probabilities}, in [0, 1]. */
    public double totalVariation(float[] left, float[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += Math.abs(left[i] - right[i]);
        }
        return 0.5 * sum / left.length * spec.actions();
    }

    @Override
    public void close() {
        ops.close();
    }
}
