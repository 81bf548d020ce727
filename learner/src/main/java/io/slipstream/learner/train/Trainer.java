package io.slipstream.learner.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import io.slipstream.learner.replay.SequenceBatch;
import io.slipstream.model.Adapter;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.Network;
import io.slipstream.model.layout.AdapterLayout;
import io.slipstream.model.network.Policy;
import io.slipstream.model.network.WorldModel;
import io.slipstream.model.tensor.Categorical;
import io.slipstream.model.tensor.Noise;
import io.slipstream.model.tensor.Ops;
import io.slipstream.model.tensor.Parameters;
import io.slipstream.model.tensor.TwoHot;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Trains a model: the world model on recorded sequences, actor and critic in imagination. With a rank only adapters
 * move, and each update moves one part only. One thread owns a trainer; on a CPU with one libtorch thread its results
 * are bit-reproducible and {@link #state()} continues them exactly.
 */
public final class Trainer implements AutoCloseable {
    private final Ops ops = new Ops();
    private final ModelWeights base;
    private final ModelSpec spec;
    private final TrainingSettings settings;
    private final TwoHot twoHot;
    private final Categorical categorical;
    private final WorldModelLoss worldModelLoss;
    private final Map<Network, TrainedNetwork> networks = new EnumMap<>(Network.class);
    private final Returns returns = new Returns();
    private final Noise noise;
    private final NDArray slowCritic;
    private @Nullable States states;
    private float rateShare = 1f;

    /** States of the batch that the world model saw last, so that imagination need not infer them again. */
    private record States(SequenceBatch source, NDArray h, NDArray z, boolean[] ended) {}

    /**
     * Starts from a model.
     *
     * @param base weights under the adapters
     * @param adapters updates to go on from; a network without one gets a fresh one when the settings are low-rank
     * @param settings how to train
     * @param seed of sampling and of fresh adapters
     */
    public Trainer(ModelWeights base, List<Adapter> adapters, TrainingSettings settings, long seed) {
        ops.gradients(false);
        this.base = base;
        this.spec = base.spec();
        this.settings = settings;
        this.twoHot = new TwoHot(ops, spec.bins());
        this.categorical = new Categorical(ops);
        this.worldModelLoss = new WorldModelLoss(ops, spec, twoHot, settings);
        this.noise = new Noise(seed);
        for (Network network : Network.values()) {
            networks.put(network, trained(network, adapters, seed));
        }
        this.slowCritic = ops.keep(of(Network.CRITIC).moving().duplicate());
    }

    private TrainedNetwork trained(Network network, List<Adapter> adapters, long seed) {
        Adapter adapter = adapters.stream()
                .filter(known -> known.network() == network)
                .findFirst()
                .orElse(null);
        float[] flat = base.flat(network);
        if (settings.lowRank()) {
            if (adapter == null) {
                adapter = AdapterLayout.of(spec, network, settings.rank())
                        .fresh(settings.alpha(), seed + network.ordinal());
            }
        } else if (adapter != null) {
            throw new IllegalArgumentException("full training starts from merged weights, not from adapters");
        }
        return new TrainedNetwork(ops, spec, network, flat, adapter, rate(network), settings.gradientNorm());
    }

    private float rate(Network network) {
        return switch (network) {
            case WORLD_MODEL -> settings.worldModelRate();
            case ACTOR -> settings.actorRate();
            case CRITIC -> settings.criticRate();
        };
    }

    private TrainedNetwork of(Network network) {
        TrainedNetwork trained = networks.get(network);
        if (trained == null) {
            throw new IllegalStateException("every network is set up in the constructor");
        }
        return trained;
    }

    /**
     * One gradient step of the world model on recorded sequences.
     *
     * @return losses by name; {@code worldModel.gradientNorm} is not finite when the step was refused
     */
    public Map<String, Double> updateWorldModel(SequenceBatch batch) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            ops.gradients(true);
            Sequences data = Sequences.of(ops, spec, batch);
            NDArray leaf = of(Network.WORLD_MODEL).leaf();
            WorldModel world = new WorldModel(spec, of(Network.WORLD_MODEL).parameters(leaf), ops);
            Inference inference = Inference.of(ops, spec, world, data, noise);
            Map<String, NDArray> parts = worldModelLoss.parts(world, data, inference);
            ops.backward(worldModelLoss.total(parts));
            float norm = of(Network.WORLD_MODEL).step(leaf, rateShare);
            remember(batch, data, inference);
            Map<String, Double> losses = read("worldModel.", parts);
            losses.put("worldModel.gradientNorm", (double) norm);
            return losses;
        }
    }

    /**
     * One gradient step of the posterior as an autoencoder, o to z to o. The posterior sees the observation alone, so it
     * can be taught before there is any dynamics, without the recurrence, at a tenth of the cost.
     *
     * @return losses by name
     */
    public Map<String, Double> updatePosterior(SequenceBatch batch) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            ops.gradients(true);
            NDArray observations = ops.create(batch.observations(), batch.steps(), spec.observationSize());
            NDArray leaf = of(Network.WORLD_MODEL).leaf();
            WorldModel world = new WorldModel(spec, of(Network.WORLD_MODEL).parameters(leaf), ops);
            NDArray posterior = world.posterior(observations); // [N, G, K]
            NDArray uniform = ops.create(
                    noise.floats(batch.steps() * spec.latentGroups()), batch.steps(), spec.latentGroups(), 1);
            NDArray drawn = categorical.oneHot(categorical.sample(posterior, uniform), spec.latentClasses());
            NDArray latents = drawn.add(posterior.sub(posterior.stopGradient())).reshape(batch.steps(), spec.latent());
            NDArray error = world.reconstruction(latents).sub(observations).square();
            NDArray loss = error.sum(new int[] {-1}).mean();
            ops.backward(loss);
            of(Network.WORLD_MODEL).step(leaf, rateShare);
            return read("worldModel.", Map.of("reconstruction", loss));
        }
    }

    private void remember(SequenceBatch batch, Sequences data, Inference inference) {
        forget();
        int rows = data.length() * data.batch();
        NDArray h = inference.states().stopGradient().reshape(rows, spec.deterministic());
        NDArray z = inference.latents().stopGradient().reshape(rows, spec.latent());
        states = new States(batch, ops.keep(h.duplicate()), ops.keep(z.duplicate()), data.ended());
    }

    private void forget() {
        if (states != null) {
            states.h().close();
            states.z().close();
            states = null;
        }
    }

    private States statesOf(SequenceBatch batch) {
        States known = states;
        if (known != null && known.source() == batch) {
            return known;
        }
        Sequences data = Sequences.of(ops, spec, batch);
        WorldModel world = new WorldModel(spec, of(Network.WORLD_MODEL).parameters(), ops);
        remember(batch, data, Inference.of(ops, spec, world, data, noise));
        return statesOf(batch);
    }

    /**
     * One gradient step of actor and critic on trajectories imagined from states of recorded sequences. Given the batch
     * that the world model has just seen, its states are used again.
     *
     * @return losses by name
     */
    public Map<String, Double> updatePolicy(SequenceBatch batch) {
        return dream(batch, true);
    }

    /** The same for the critic alone: it learns what the policy as it is will earn. */
    public Map<String, Double> updateCritic(SequenceBatch batch) {
        return dream(batch, false);
    }

    private Map<String, Double> dream(SequenceBatch batch, boolean actorToo) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            ops.gradients(false);
            States from = statesOf(batch);
            NDArray starts = starts(from);
            WorldModel world = new WorldModel(spec, of(Network.WORLD_MODEL).parameters(), ops);
            Imagination dream = Imagination.from(
                    ops,
                    spec,
                    world,
                    of(Network.ACTOR).parameters(),
                    from.h().get(starts),
                    from.z().get(starts),
                    settings.horizon(),
                    noise);
            return learn(world, dream, actorToo);
        }
    }

    /**
     * One gradient step of the actor toward advised actions: cross-entropy on the states of the batch that the world
     * model has just seen. Pretraining imitates before it dreams, and less and less while it does.
     *
     * @param advised [B, L] the action an expert would have taken, or -1
     * @param weight of the step's gradient
     * @return losses by name
     */
    public Map<String, Double> imitate(SequenceBatch batch, int[] advised, float weight) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            ops.gradients(false);
            States from = statesOf(batch);
            NDArray features = ops.join(from.h(), from.z()); // [L * B, F]
            NDArray target = ops.create(oneHot(batch, advised), batch.steps(), spec.actions());
            ops.gradients(true);
            NDArray leaf = of(Network.ACTOR).leaf();
            NDArray logs =
                    Policy.actor(of(Network.ACTOR).parameters(leaf), features).logSoftmax(-1);
            NDArray loss = target.mul(logs).sum(new int[] {-1}).mean().neg();
            ops.backward(ops.scaleOnce(loss, weight).sum());
            of(Network.ACTOR).step(leaf, rateShare);
            return read("policy.", Map.of("imitation", loss));
        }
    }

    /** One-hot actions [L * B, A], time-major; zeros where nothing was advised. */
    private float[] oneHot(SequenceBatch batch, int[] advised) {
        float[] targets = new float[batch.steps() * spec.actions()];
        for (int b = 0; b < batch.batch(); b++) {
            for (int t = 0; t < batch.length(); t++) {
                int action = advised[b * batch.length() + t];
                if (action >= 0) {
                    targets[(t * batch.batch() + b) * spec.actions() + action] = 1f;
                }
            }
        }
        return targets;
    }

    private NDArray starts(States from) {
        List<Integer> possible = new ArrayList<>();
        for (int i = 0; i < from.ended().length; i++) {
            if (!from.ended()[i]) {
                possible.add(i);
            }
        }
        float[] rows = new float[settings.imaginedStates()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = possible.get(noise.nextInt(possible.size()));
        }
        return ops.create(rows, rows.length).toType(ai.djl.ndarray.types.DataType.INT64, false);
    }

    private Map<String, Double> learn(WorldModel world, Imagination dream, boolean actorToo) {
        int count = settings.imaginedStates();
        int rows = settings.horizon() * count;
        NDArray visited = dream.features()
                .get(new ai.djl.ndarray.index.NDIndex().addSliceDim(0, settings.horizon()))
                .reshape(rows, spec.features()); // [T * N, F]
        float[] rewards = ops.floats(twoHot.mean(ops, world.reward(dream.features())));
        float[] futures = ops.floats(ops.sigmoid(world.future(dream.features())));
        float[] values =
                ops.floats(twoHot.mean(ops, Policy.critic(of(Network.CRITIC).parameters(), dream.features())));
        float[] target = Returns.lambda(rewards, futures, values, count, settings.discount(), settings.lambda());
        NDArray weights = ops.create(Returns.weights(futures, count, settings.discount()), rows, 1);

        Map<String, Double> losses = new LinkedHashMap<>();
        float[] advantages = advantages(target, values);
        if (actorToo) {
            losses.putAll(learnActor(visited, dream.actions().reshape(rows), advantages, weights));
        }
        losses.putAll(learnCritic(visited, target, weights));
        losses.put("policy.return", mean(target));
        losses.put("policy.reward", mean(rewards));
        losses.put("policy.returnScale", (double) returns.scale());
        return losses;
    }

    private float[] advantages(float[] target, float[] values) {
        float normaliser = returns.normaliser(target);
        float[] advantages = new float[target.length];
        for (int i = 0; i < target.length; i++) {
            advantages[i] = (target[i] - values[i]) / normaliser;
        }
        return advantages;
    }

    /** REINFORCE with normalised advantages and an entropy bonus (DreamerV3, equation 11). */
    private Map<String, Double> learnActor(NDArray visited, NDArray actions, float[] advantages, NDArray weights) {
        ops.gradients(true);
        NDArray leaf = of(Network.ACTOR).leaf();
        NDArray logs = Policy.actor(of(Network.ACTOR).parameters(leaf), visited).logSoftmax(-1); // [T * N, A]
        NDArray chosen = logs.mul(categorical.oneHot(actions, spec.actions())).sum(new int[] {-1}, true);
        NDArray entropy = logs.exp().mul(logs).sum(new int[] {-1}, true).neg();
        NDArray gain = chosen.mul(ops.create(advantages, advantages.length, 1));
        NDArray loss = gain.add(ops.scale(entropy, settings.entropy()))
                .mul(weights)
                .mean()
                .neg();
        ops.backward(loss);
        float norm = of(Network.ACTOR).step(leaf, rateShare);
        Map<String, Double> losses = read("policy.", Map.of("entropy", entropy.mean(), "actor", loss));
        losses.put("policy.actorGradientNorm", (double) norm);
        return losses;
    }

    /** Two-hot regression to the lambda-return, held near the slow critic (DreamerV3, equation 10). */
    private Map<String, Double> learnCritic(NDArray visited, float[] target, NDArray weights) {
        ops.gradients(false);
        NDArray slow = Policy.critic(of(Network.CRITIC).parameters(slowCritic), visited);
        float[] slowValues = ops.floats(twoHot.mean(ops, slow));
        NDArray returnTarget = ops.create(twoHot.encode(target), target.length, spec.bins());
        NDArray slowTarget = ops.create(twoHot.encode(slowValues), target.length, spec.bins());

        ops.gradients(true);
        NDArray leaf = of(Network.CRITIC).leaf();
        Parameters parameters = of(Network.CRITIC).parameters(leaf);
        NDArray logs = Policy.critic(parameters, visited).logSoftmax(-1); // [T * N, bins]
        NDArray loss = returnTarget
                .add(slowTarget)
                .mul(logs)
                .sum(new int[] {-1}, true)
                .mul(weights)
                .mean()
                .neg();
        ops.backward(loss);
        float norm = of(Network.CRITIC).step(leaf, rateShare);
        follow();
        Map<String, Double> losses = read("policy.", Map.of("critic", loss));
        losses.put("policy.criticGradientNorm", (double) norm);
        return losses;
    }

    private void follow() {
        ops.gradients(false);
        NDArray way = of(Network.CRITIC).moving().sub(slowCritic);
        slowCritic.addi(ops.scale(way, settings.slowCriticRate()));
    }

    private Map<String, Double> read(String prefix, Map<String, NDArray> parts) {
        ops.gradients(false);
        NDList all = new NDList();
        parts.values().forEach(part -> all.add(part.stopGradient().reshape(1)));
        float[] values = ops.floats(ai.djl.ndarray.NDArrays.concat(all));
        Map<String, Double> read = new LinkedHashMap<>();
        int i = 0;
        for (String name : parts.keySet()) {
            read.put(prefix + name, (double) values[i++]);
        }
        return read;
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** The adapters as they are now, one per network; empty in full training. */
    public List<Adapter> adapters() {
        List<Adapter> adapters = new ArrayList<>();
        if (settings.lowRank()) {
            networks.values().forEach(network -> adapters.add(network.adapter()));
        }
        return adapters;
    }

    /** The base: as given in low-rank training, as it is now in full training. */
    public ModelWeights base() {
        if (settings.lowRank()) {
            return base;
        }
        Map<Network, float[]> flats = new EnumMap<>(Network.class);
        networks.forEach((network, trained) -> flats.put(network, trained.flat()));
        return new ModelWeights(spec, flats);
    }

    /** Base and adapters merged: what an actor drives with. */
    public ModelWeights merged() {
        return base().merge(adapters());
    }

    /** Number of parameters of these networks that move. */
    public long trainableParameters(Network... of) {
        long count = 0;
        for (Network network : of) {
            count += of(network).size();
        }
        return count;
    }

    /** Share of the settings' learning rates that the next updates use. */
    public void learningRate(float share) {
        rateShare = share;
    }

    /** Starts a part's optimiser afresh, as after a shift. */
    public void forgetMoments(Network... of) {
        for (Network network : of) {
            of(network).forgetMoments();
        }
    }

    /** Everything that training goes on from: moving parameters, moments, slow critic, noise, return scale. */
    public byte[] state() {
        StateWriter out = new StateWriter();
        networks.values().forEach(network -> network.save(out));
        out.floats(ops.floats(slowCritic));
        return out.number(noise.state())
                .number(Float.floatToIntBits(returns.scale()))
                .bytes();
    }

    /**
     * Goes on from a saved state.
     *
     * @throws io.slipstream.model.IllegalModelException when it belongs to another model or is damaged
     */
    public void restore(byte[] state) {
        StateReader in = new StateReader(state);
        networks.values().forEach(network -> network.restore(in));
        slowCritic.set(in.floats((int) slowCritic.size()));
        noise.restore(in.number());
        returns.restore(Float.intBitsToFloat((int) in.number()));
        in.end();
        forget();
    }

    @Override
    public void close() {
        forget();
        networks.values().forEach(TrainedNetwork::close);
        ops.close();
    }
}
