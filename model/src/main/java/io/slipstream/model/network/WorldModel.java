package io.slipstream.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.slipstream.model.FeatureGroup;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.tensor.Categorical;
import io.slipstream.model.tensor.Ops;
import io.slipstream.model.tensor.Parameters;

/**
 * A recurrent state-space model (DreamerV3, arXiv 2301.04104) whose posterior sees the observation alone, q(z|o), as in
 * STORM (arXiv 2310.09615): all posteriors of a batch are one product, and they do not move when the dynamics does.
 *
 * <p>Shapes: D observation, A actions, H deterministic state h, Z = G x K one-hot latent z, F = H + Z features, * any
 * leading axes.
 */
public final class WorldModel {
    private final ModelSpec spec;
    private final Parameters parameters;
    private final Ops ops;
    private final Categorical categorical;
    private final Perception perception;

    /** Over these parameters. */
    public WorldModel(ModelSpec spec, Parameters parameters, Ops ops) {
        this.spec = spec;
        this.parameters = parameters;
        this.ops = ops;
        this.categorical = new Categorical(ops);
        this.perception = new Perception(spec, ops);
    }

    /** q(z|o): observation [*, D] -> probabilities [*, G, K]. */
    public NDArray posterior(NDArray observation) {
        return grouped(parameters.head("encoder", 2, compressed(observation)));
    }

    /** What the model reads and predicts in place of o: [*, D] -> [*, D]. */
    public NDArray compressed(NDArray observation) {
        return perception.compressed(observation);
    }

    /** p(z|h): state [*, H] -> probabilities [*, G, K]. */
    public NDArray prior(NDArray state) {
        return grouped(parameters.head("prior", 1, state));
    }

    private NDArray grouped(NDArray logits) {
        Shape shape = logits.getShape();
        Shape leading = shape.slice(0, shape.dimension() - 1);
        return categorical.mixed(logits.reshape(leading.add(spec.latentGroups(), spec.latentClasses())));
    }

    /** What (z, a) contributes to the gates, batched over time: z [*, Z], a [*, A] -> [*, 3H]. */
    public NDArray gatesInput(NDArray latent, NDArray action) {
        NDArray hidden = parameters.layer("recurrent.input", ops.join(latent, action));
        return parameters.dense("recurrent.gates.input", hidden);
    }

    /** h' = GRU(h, gates): state [N, H], gates input [N, 3H] -> [N, H]. */
    public NDArray next(NDArray state, NDArray gatesInput) {
        NDArray gates =
                parameters.norm("recurrent.gates", gatesInput.add(parameters.matrix("recurrent.gates.state", state)));
        NDList parts = gates.split(3, 1);
        NDArray candidate = ops.sigmoid(parts.get(0)).mul(parts.get(1)).tanh();
        NDArray update = ops.sigmoid(parts.get(2));
        return state.add(update.mul(candidate.sub(state)));
    }

    /** What policy and outcome heads see: h [*, H], z [*, Z], observation [*, D] -> features [*, F]. */
    public NDArray features(NDArray state, NDArray latent, NDArray observation) {
        return ops.join(state, latent, perception.seen(parameters, observation));
    }

    /** Log-odds of a contact by itself, as {@link Perception#contact} has it: observation [*, D] -> [*, 1]. */
    public NDArray contact(NDArray observation) {
        return perception.contact(parameters, observation);
    }

    /** Compressed observation predicted from h and z [*, H + Z] -> [*, D]. */
    public NDArray observation(NDArray stateAndLatent) {
        return parameters.head("decoder", 2, stateAndLatent);
    }

    /** Two-hot logits of the reward for arriving: features [*, F] -> [*, bins]. */
    public NDArray reward(NDArray features) {
        return parameters.head("reward", 1, features);
    }

    /** Logit that the episode has a future: features [*, F] -> [*, 1]. */
    public NDArray future(NDArray features) {
        return parameters.head("continue", 1, features);
    }

    /**
     * Two-hot logits of the return from here on under the recorded behaviour, one for every discount of {@link
     * ModelSpec#OUTLOOKS}: features [*, F] -> [*, discounts, bins]. Nothing is decided by it; what it takes to foresee a collision
     * seconds ahead is then in the features (auxiliary horizons as in Fedus et al., arXiv 1902.06865).
     */
    public NDArray outlook(NDArray features) {
        NDArray logits = parameters.head("outlook", 1, features);
        Shape shape = logits.getShape();
        Shape leading = shape.slice(0, shape.dimension() - 1);
        return logits.reshape(leading.add(ModelSpec.OUTLOOKS.size(), spec.bins()));
    }

    /** Compressed observation reconstructed from z alone, the yardstick of novelty: z [*, Z] -> [*, D]. */
    public NDArray reconstruction(NDArray latent) {
        return parameters.head("novelty", 1, latent);
    }

    /** The features of a group: [*, D] -> [*, group size]. */
    public static NDArray part(FeatureGroup group, NDArray observation) {
        return observation.get(new NDIndex().addEllipseDim().addSliceDim(group.from(), group.to()));
    }

    /** How each group changes in a step where the model knows its way. */
    public TransitionReference reference() {
        return new TransitionReference(spec, parameters, ops);
    }
}
