package io.slipstream.model.acting;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import io.slipstream.model.FeatureGroup;
import io.slipstream.model.IllegalModelException;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.Network;
import io.slipstream.model.layout.ParameterLayout;
import io.slipstream.model.network.Policy;
import io.slipstream.model.network.TransitionReference;
import io.slipstream.model.network.WorldModel;
import io.slipstream.model.tensor.Categorical;
import io.slipstream.model.tensor.DeviceChoice;
import io.slipstream.model.tensor.Noise;
import io.slipstream.model.tensor.Ops;
import io.slipstream.model.tensor.Parameters;
import io.slipstream.model.tensor.TwoHot;
import java.util.ArrayList;
import java.util.List;

/**
 * Drives N environments with one model: at every step it infers the state (h, z), measures how far prior and posterior
 * lie apart, and chooses actions. One thread owns a session.
 */
public final class ActingSession implements AutoCloseable {
    private static final int FIRST = 1;

    private final ModelSpec spec;
    private final int environments;
    private final DeviceChoice device;
    private final Ops ops;
    private final Categorical categorical;
    private final TwoHot twoHot;
    private final Noise noise;
    private final int[] previousActions;
    private Loaded loaded;
    private NDArray state; // [N, H]
    private NDArray latent; // [N, Z]
    private NDArray previousObservation; // [N, D]

    /** One version's tensors; closing its operations frees the flat vectors and every view into them. */
    private record Loaded(Ops owner, WorldModel world, Parameters actor, Parameters critic) {}

    /**
     * Loads a model.
     *
     * @param merged weights with their adapters merged
     * @param environments N
     * @param seed of latent and action sampling
     */
    public ActingSession(ModelWeights merged, int environments, long seed) {
        this(merged, environments, seed, DeviceChoice.AUTO);
    }

    /**
     * Loads a model.
     *
     * @param merged weights with their adapters merged
     * @param environments N
     * @param seed of latent and action sampling
     * @param device where to compute
     */
    public ActingSession(ModelWeights merged, int environments, long seed, DeviceChoice device) {
        this.spec = merged.spec();
        this.environments = environments;
        this.device = device;
        this.ops = new Ops(device);
        this.ops.gradients(false);
        this.categorical = new Categorical(ops);
        this.twoHot = new TwoHot(ops, spec.bins());
        this.noise = new Noise(seed);
        this.previousActions = new int[environments];
        this.state = ops.zeros(environments, spec.deterministic());
        this.latent = ops.zeros(environments, spec.latent());
        this.previousObservation = ops.zeros(environments, spec.observationSize());
        this.loaded = load(merged);
    }

    /**
     * A session of its own that drives some of these environments with other weights; h and z go on from where they are here.
     *
     * @param merged weights with their adapters merged
     * @param rows environments of this session, in the order in which the other one counts them
     * @param seed of latent and action sampling
     * @throws IllegalModelException when the sizes differ from the running model's
     */
    public ActingSession fork(ModelWeights merged, int[] rows, long seed) {
        requireSameSizes(merged);
        ActingSession other = new ActingSession(merged, rows.length, seed, device);
        other.state = other.copied(other.state, state, rows);
        other.latent = other.copied(other.latent, latent, rows);
        other.previousObservation = other.copied(other.previousObservation, previousObservation, rows);
        for (int i = 0; i < rows.length; i++) {
            other.previousActions[i] = previousActions[rows[i]];
        }
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

    private void requireSameSizes(ModelWeights merged) {
        if (!merged.spec().equals(spec)) {
            throw new IllegalModelException("cannot swap in a model of other sizes: running " + spec.toJson()
                    + ", offered " + merged.spec().toJson());
        }
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

    /**
     * Drives on with other weights; h and z of every environment stay as they are.
     *
     * @throws IllegalModelException when the sizes differ from the running model's
     */
    public void swap(ModelWeights merged) {
        requireSameSizes(merged);
        Loaded old = loaded;
        loaded = load(merged);
        old.owner().close();
    }

    /**
     * One step of all environments.
     *
     * @param observations [N, D]
     * @param flags [N]; where FIRST (1) is set the state starts anew
     * @param greedy the likeliest action instead of a sample
     * @param out filled
     */
    public void act(float[] observations, byte[] flags, boolean greedy, ActingOutput out) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            step(observations, flags, greedy, out);
        }
    }

    /**
     * What the world model expects to come after the last {@link #act}, with nothing more to see: its likeliest latents under
     * the policy's likeliest actions. Draws no random number, so driving goes on as if nobody had asked.
     *
     * @param count environments, the first ones
     * @param horizon H, steps
     * @return [count, H, D] observations; entry 0 is the one that the action chosen last leads to
     */
    public float[] imagine(int count, int horizon) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDIndex first = new NDIndex().addSliceDim(0, count);
            NDArray h = state.get(first);
            NDArray z = latent.get(first);
            NDArray observation = previousObservation.get(first);
            float[] chosen = new float[count * spec.actions()];
            for (int i = 0; i < count; i++) {
                chosen[i * spec.actions() + previousActions[i]] = 1f;
            }
            NDArray action = ops.create(chosen, count, spec.actions());
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

    /**
     * One step of all environments, of which nothing but the actions is asked for: those that {@link #act} would choose, for less.
     *
     * @param observations [N, D]
     * @param flags [N]; where FIRST (1) is set the state starts anew
     * @param greedy the likeliest action instead of a sample
     * @param actions [N], filled
     */
    public void choose(float[] observations, byte[] flags, boolean greedy, int[] actions) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Inferred now = infer(observations, flags);
            long[] chosen = chosen(policy(now), greedy).toLongArray();
            for (int i = 0; i < environments; i++) {
                actions[i] = (int) chosen[i];
            }
            remember(now, actions);
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

    private Inferred infer(float[] observations, byte[] flags) {
        NDArray observation = ops.create(observations, environments, spec.observationSize());
        NDArray goesOn = ops.create(goesOn(flags), environments, 1); // 0 where an episode starts
        NDArray action = ops.create(oneHotActions(flags), environments, spec.actions());
        NDArray h = loaded.world.next(state.mul(goesOn), loaded.world.gatesInput(latent.mul(goesOn), action));
        NDArray posterior = loaded.world.posterior(observation); // [N, G, K]
        NDArray classes = categorical.sample(posterior, uniform(spec.latentGroups())); // [N, G]
        NDArray z = categorical.oneHot(classes, spec.latentClasses()).reshape(environments, spec.latent());
        NDArray features = loaded.world.features(h, z, observation); // [N, F]
        return new Inferred(observation, action, h, posterior, classes, z, features);
    }

    /** [N, A]. */
    private NDArray policy(Inferred now) {
        return Policy.actor(loaded.actor, now.features).softmax(-1);
    }

    /** [N]. */
    private NDArray chosen(NDArray policy, boolean greedy) {
        return greedy
                ? policy.argMax(-1)
                : categorical.sample(policy, uniform(1).reshape(environments, 1));
    }

    private void step(float[] observations, byte[] flags, boolean greedy, ActingOutput out) {
        Inferred now = infer(observations, flags);
        NDArray policy = policy(now);
        NDArray chosen = chosen(policy, greedy);
        read(out, flags, columns(now, policy), now.classes, chosen);
        remember(now, out.actions);
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

    private void read(ActingOutput out, byte[] flags, float[] rows, NDArray classes, NDArray chosen) {
        long[] actions = chosen.toLongArray();
        long[] latents = classes.toLongArray();
        int groups = spec.groups().size();
        int width = 3 + 2 * groups + spec.actions();
        for (int i = 0; i < environments; i++) {
            int row = i * width;
            boolean first = (flags[i] & FIRST) != 0;
            out.tvDynamics[i] = first ? 0f : rows[row];
            out.predictedReward[i] = first ? 0f : rows[row + 1];
            out.value[i] = rows[row + 2];
            for (int g = 0; g < groups; g++) {
                out.residuals[i * groups + g] = first ? 0f : rows[row + 3 + g];
                out.novelty[i * groups + g] = rows[row + 3 + groups + g];
            }
            out.actions[i] = (int) actions[i];
            out.logProbability[i] = (float) Math.log(rows[row + 3 + 2 * groups + out.actions[i]] + 1e-12f);
        }
        for (int i = 0; i < latents.length; i++) {
            out.latentClasses[i] = (byte) latents[i];
        }
    }

    private void remember(Inferred now, int[] actions) {
        state.close();
        latent.close();
        previousObservation.close();
        state = ops.keep(now.h);
        latent = ops.keep(now.z);
        previousObservation = ops.keep(now.observation);
        System.arraycopy(actions, 0, previousActions, 0, environments);
    }

    private NDArray uniform(int perEnvironment) {
        return ops.create(noise.floats(environments * perEnvironment), environments, perEnvironment, 1);
    }

    private float[] goesOn(byte[] flags) {
        float[] mask = new float[environments];
        for (int i = 0; i < environments; i++) {
            mask[i] = (flags[i] & FIRST) != 0 ? 0f : 1f;
        }
        return mask;
    }

    private float[] oneHotActions(byte[] flags) {
        float[] oneHot = new float[environments * spec.actions()];
        for (int i = 0; i < environments; i++) {
            if ((flags[i] & FIRST) == 0) {
                oneHot[i * spec.actions() + previousActions[i]] = 1f;
            }
        }
        return oneHot;
    }

    /** Overrides the actions chosen last, when something else drove (a scripted driver, recorded data). */
    public void drove(int[] actions) {
        System.arraycopy(actions, 0, previousActions, 0, Math.min(actions.length, environments));
    }

    @Override
    public void close() {
        loaded.owner().close();
        ops.close();
    }
}
