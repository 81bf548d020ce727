package io.slipstream.model.acting;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import io.slipstream.model.FeatureGroup;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.Network;
import io.slipstream.model.layout.ParameterLayout;
import io.slipstream.model.network.Policy;
import io.slipstream.model.network.TransitionReference;
import io.slipstream.model.network.WorldModel;
import io.slipstream.model.tensor.Categorical;
import io.slipstream.model.tensor.DeviceChoice;
import io.slipstream.model.tensor.Ops;
import io.slipstream.model.tensor.Parameters;
import io.slipstream.model.tensor.TwoHot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computes through libtorch, on a GPU where that was chosen. */
final class TensorInference implements Inference {
    private final ModelSpec spec;
    private final int environments;
    private final DeviceChoice device;
    private final Ops ops;
    private final Categorical categorical;
    private final TwoHot twoHot;
    private Loaded loaded;
    private NDArray state; // [N, H]
    private NDArray latent; // [N, Z]
    private NDArray previousObservation; // [N, D]

    /** One version's tensors; closing its operations frees the flat vectors and every view into them. */
    private record Loaded(Ops owner, WorldModel world, Parameters actor, Parameters critic) {}

    TensorInference(ModelWeights merged, int environments, DeviceChoice device) {
        this.spec = merged.spec();
        this.environments = environments;
        this.device = device;
        this.ops = new Ops(device);
        this.ops.gradients(false);
        this.categorical = new Categorical(ops);
        this.twoHot = new TwoHot(ops, spec.bins());
        this.state = ops.zeros(environments, spec.deterministic());
        this.latent = ops.zeros(environments, spec.latent());
        this.previousObservation = ops.zeros(environments, spec.observationSize());
        this.loaded = load(merged);
    }

    private Loaded load(ModelWeights weights) {
        Ops owner = new Ops(device);
        owner.gradients(false);
        return new Loaded(
                owner,
                new WorldModel(spec, parameters(owner, weights, Network.WORLD_MODEL), ops),
                parameters(owner, weights, Network.ACTOR),
                parameters(owner, weights, Network.CRITIC));
    }

    private Parameters parameters(Ops owner, ModelWeights weights, Network network) {
        float[] flat = weights.flat(network);
        return new Parameters(ops, ParameterLayout.of(spec, network), owner.create(flat, flat.length));
    }

    @Override
    public void swap(ModelWeights merged) {
        Loaded old = loaded;
        loaded = load(merged);
        old.owner().close();
    }

    @Override
    public Inference fork(ModelWeights merged, int[] rows) {
        TensorInference other = new TensorInference(merged, rows.length, device);
        other.state = other.copied(other.state, state, rows);
        other.latent = other.copied(other.latent, latent, rows);
        other.previousObservation = other.copied(other.previousObservation, previousObservation, rows);
        return other;
    }

    private NDArray copied(NDArray old, NDArray from, int[] rows) {
        int width = (int) from.getShape().get(1);
        float[] all = from.toFloatArray();
        float[] some = new float[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(all, rows[i] * width, some, i * width, width);
        }
        old.close();
        return ops.create(some, rows.length, width);
    }

    @Override
    public float[] step(Step step, @Nullable ActingOutput measures) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Inferred now = infer(step);
            NDArray policy = Policy.actor(loaded.actor, now.features).softmax(-1); // [N, A]
            float[] probabilities;
            if (measures == null) {
                probabilities = ops.floats(policy);
            } else {
                probabilities = read(measures, step.starts(), columns(now, policy), now.classes);
            }
            remember(now);
            return probabilities;
        }
    }

    /** What a step knows before anything is decided: action [N, A] that led here, h [N, H], q(z|o) [N, G, K], z as classes [N, G] and as [N, Z]. */
    private record Inferred(
            NDArray observation,
            NDArray action,
            NDArray h,
            NDArray posterior,
            NDArray classes,
            NDArray z,
            NDArray features) {}

    private Inferred infer(Step step) {
        NDArray observation = ops.create(step.observations(), environments, spec.observationSize());
        NDArray goesOn = ops.create(goesOn(step.starts()), environments, 1); // 0 where an episode starts
        NDArray action = ops.create(oneHot(step.actions(), step.starts()), environments, spec.actions());
        NDArray h = loaded.world.next(state.mul(goesOn), loaded.world.gatesInput(latent.mul(goesOn), action));
        NDArray posterior = loaded.world.posterior(observation); // [N, G, K]
        NDArray uniform = ops.create(step.uniform(), environments, spec.latentGroups(), 1);
        NDArray classes = categorical.sample(posterior, uniform); // [N, G]
        NDArray z = categorical.oneHot(classes, spec.latentClasses()).reshape(environments, spec.latent());
        NDArray features = loaded.world.features(h, z, observation); // [N, F]
        return new Inferred(observation, action, h, posterior, classes, z, features);
    }

    /** Everything that is a float, as one array [N, columns], so that it crosses to the host once. */
    private float[] columns(Inferred now, NDArray policy) {
        NDArray prior = loaded.world.prior(now.h); // [N, G, K]
        NDArray apart = now.posterior.sub(prior).abs().sum(new int[] {-1}).mean(new int[] {-1});
        NDArray tv = ops.scale(apart, 0.5f).reshape(environments, 1);
        NDArray reward = twoHot.mean(ops, loaded.world.reward(now.features));
        NDArray value = twoHot.mean(ops, Policy.critic(loaded.critic, now.features));
        List<NDArray> columns = new ArrayList<>(List.of(tv, reward, value));
        TransitionReference reference = loaded.world.reference();
        for (FeatureGroup group : spec.groups()) {
            TransitionReference.Change change =
                    reference.change(group, previousObservation, now.action, now.observation);
            columns.add(change.surprise().mul(change.counts()).reshape(environments, 1));
        }
        NDArray seen = loaded.world.compressed(now.observation);
        NDArray error = loaded.world.reconstruction(now.z).sub(seen).square(); // [N, D]
        for (FeatureGroup group : spec.groups()) {
            columns.add(WorldModel.part(group, error).mean(new int[] {-1}, true));
        }
        columns.add(policy);
        return ops.floats(ops.join(columns.toArray(new NDArray[0])));
    }

    /** Fills the measures and returns the policy's columns. */
    private float[] read(ActingOutput out, boolean[] starts, float[] rows, NDArray classes) {
        long[] latents = classes.toLongArray();
        int groups = spec.groups().size();
        int actions = spec.actions();
        int width = 3 + 2 * groups + actions;
        float[] policy = new float[environments * actions];
        for (int i = 0; i < environments; i++) {
            int row = i * width;
            out.tvDynamics[i] = starts[i] ? 0f : rows[row];
            out.predictedReward[i] = starts[i] ? 0f : rows[row + 1];
            out.value[i] = rows[row + 2];
            for (int g = 0; g < groups; g++) {
                out.residuals[i * groups + g] = starts[i] ? 0f : rows[row + 3 + g];
                out.novelty[i * groups + g] = rows[row + 3 + groups + g];
            }
            System.arraycopy(rows, row + 3 + 2 * groups, policy, i * actions, actions);
        }
        for (int i = 0; i < latents.length; i++) {
            out.latentClasses[i] = (byte) latents[i];
        }
        return policy;
    }

    private void remember(Inferred now) {
        state.close();
        latent.close();
        previousObservation.close();
        state = ops.keep(now.h);
        latent = ops.keep(now.z);
        previousObservation = ops.keep(now.observation);
    }

    @Override
    public float[] imagine(int count, int horizon, int[] actions) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDIndex first = new NDIndex().addSliceDim(0, count);
            NDArray h = state.get(first);
            NDArray z = latent.get(first);
            NDArray observation = previousObservation.get(first);
            NDArray action = ops.create(oneHot(actions, new boolean[count]), count, spec.actions());
            NDList seen = new NDList();
            for (int t = 0; t < horizon; t++) {
                h = loaded.world.next(h, loaded.world.gatesInput(z, action));
                observation = loaded.world.reference().next(observation, action);
                NDArray classes = loaded.world.posterior(observation).argMax(-1);
                z = categorical.oneHot(classes, spec.latentClasses()).reshape(count, spec.latent());
                seen.add(observation);
                NDArray likeliest = Policy.actor(loaded.actor, loaded.world.features(h, z, observation))
                        .argMax(-1);
                action = categorical.oneHot(likeliest, spec.actions());
            }
            return ops.floats(NDArrays.stack(seen, 1));
        }
    }

    private static float[] goesOn(boolean[] starts) {
        float[] mask = new float[starts.length];
        for (int i = 0; i < starts.length; i++) {
            mask[i] = starts[i] ? 0f : 1f;
        }
        return mask;
    }

    /** One row for every start; all zeros where an episode starts. */
    private float[] oneHot(int[] actions, boolean[] starts) {
        float[] oneHot = new float[starts.length * spec.actions()];
        for (int i = 0; i < starts.length; i++) {
            if (!starts[i]) {
                oneHot[i * spec.actions() + actions[i]] = 1f;
            }
        }
        return oneHot;
    }

    @Override
    public void close() {
        loaded.owner().close();
        ops.close();
    }
}
