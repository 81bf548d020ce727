package io.slipstream.learner.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import io.slipstream.learner.replay.SequenceBatch;
import io.slipstream.learner.train.RecordedStates.States;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.Network;
import io.slipstream.model.network.Policy;
import io.slipstream.model.network.WorldModel;
import io.slipstream.model.tensor.Categorical;
import io.slipstream.model.tensor.Noise;
import io.slipstream.model.tensor.Ops;
import io.slipstream.model.tensor.TwoHot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gradient steps of actor and critic on trajectories imagined from states of recorded sequences. */
final class PolicyUpdate implements AutoCloseable {
    private final Ops ops;
    private final ModelSpec spec;
    private final TrainingSettings settings;
    private final TrainedNetwork actor;
    private final CriticUpdate critic;
    private final WorldModelUpdate worldModel;
    private final Categorical categorical;
    private final TwoHot twoHot;
    private final Returns returns = new Returns();
    private final Noise noise;

    PolicyUpdate(
            Ops ops,
            ModelSpec spec,
            TrainedNetworks networks,
            WorldModelUpdate worldModel,
            TwoHot twoHot,
            TrainingSettings settings,
            Noise noise) {
        this.ops = ops;
        this.spec = spec;
        this.settings = settings;
        this.actor = networks.of(Network.ACTOR);
        this.critic = new CriticUpdate(ops, spec, networks.of(Network.CRITIC), twoHot, settings.slowCriticRate());
        this.worldModel = worldModel;
        this.categorical = new Categorical(ops);
        this.twoHot = twoHot;
        this.noise = noise;
    }

    /**
     * One step of actor and critic.
     *
     * @param batch given the batch that the world model has just seen, its states are used again
     */
    Map<String, Double> step(SequenceBatch batch, float rateShare) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            ops.gradients(false);
            States from = worldModel.states(batch);
            NDArray starts = starts(from.ended());
            WorldModel world = worldModel.asItIs();
            Imagination dream = Imagination.from(
                    ops,
                    spec,
                    world,
                    actor.parameters(),
                    from.h().get(starts),
                    from.z().get(starts),
                    from.observations().get(starts),
                    settings.horizon(),
                    noise);
            return learn(world, dream, rateShare);
        }
    }

    /**
     * One step of the critic toward what was really earned after recorded states: imagination alone takes long to find out
     * that a world has become worse, and until then every place not visited in it seems better than those visited.
     */
    Map<String, Double> recall(SequenceBatch batch, float rateShare) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            ops.gradients(false);
            States states = worldModel.states(batch);
            NDArray visited = worldModel.asItIs().features(states.h(), states.z(), states.observations()); // [L * B, F]
            float[] target = Returns.recorded(
                    states.rewards(),
                    states.futures(),
                    states.ended(),
                    critic.values(visited),
                    batch.batch(),
                    settings.discount(),
                    settings.lambda());
            if (!Returns.finite(target)) {
                return Map.of("policy.recalled", Double.NaN);
            }
            float[] counts = new float[target.length];
            for (int i = 0; i < target.length - batch.batch(); i++) {
                counts[i] = states.ended()[i] ? 0f : 1f;
            }
            Map<String, Double> losses = critic.step(visited, target, ops.create(counts, counts.length, 1), rateShare);
            losses.put("policy.recalled", Losses.mean(target));
            return losses;
        }
    }

    /** Rows to imagine from, drawn among those after which something happened. */
    private NDArray starts(boolean[] ended) {
        List<Integer> possible = new ArrayList<>();
        for (int i = 0; i < ended.length; i++) {
            if (!ended[i]) {
                possible.add(i);
            }
        }
        float[] rows = new float[settings.imaginedStates()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = possible.get(noise.nextInt(possible.size()));
        }
        return ops.create(rows, rows.length).toType(DataType.INT64, false);
    }

    private Map<String, Double> learn(WorldModel world, Imagination dream, float rateShare) {
        int count = settings.imaginedStates();
        int rows = settings.horizon() * count;
        NDArray visited = dream.features()
                .get(new NDIndex().addSliceDim(0, settings.horizon()))
                .reshape(rows, spec.features()); // [T * N, F]
        float[] rewards = ops.floats(twoHot.mean(ops, world.reward(dream.features())));
        float[] futures = ops.floats(ops.sigmoid(world.future(dream.features())));
        float[] values = critic.values(dream.features());
        float[] target = Returns.lambda(rewards, futures, values, count, settings.discount(), settings.lambda());
        if (!Returns.finite(target)) {
            // Before the scale of returns takes it in, which would keep it.
            return Map.of("policy.return", Double.NaN);
        }
        NDArray weights = ops.create(Returns.weights(futures, count, settings.discount()), rows, 1);

        Map<String, Double> losses = new LinkedHashMap<>();
        float[] advantages = advantages(target, values);
        losses.putAll(learnActor(visited, dream.actions().reshape(rows), advantages, weights, rateShare));
        losses.putAll(critic.step(visited, target, weights, rateShare));
        losses.put("policy.return", Losses.mean(target));
        losses.put("policy.reward", Losses.mean(rewards));
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

    /** REINFORCE with normalised advantages, an entropy bonus (DreamerV3, equation 11) and the anchor. */
    private Map<String, Double> learnActor(
            NDArray visited, NDArray actions, float[] advantages, NDArray weights, float rateShare) {
        ops.gradients(true);
        NDArray leaf = actor.leaf();
        NDArray logs = Policy.actor(actor.parameters(leaf), visited).logSoftmax(-1); // [T * N, A]
        NDArray chosen = logs.mul(categorical.oneHot(actions, spec.actions())).sum(new int[] {-1}, true);
        NDArray entropy = logs.exp().mul(logs).sum(new int[] {-1}, true).neg();
        NDArray gain =
                chosen.mul(ops.create(advantages, advantages.length, 1)).add(ops.scale(entropy, settings.entropy()));
        if (settings.anchor() > 0) {
            gain = gain.sub(ops.scale(drift(visited, logs), settings.anchor()));
        }
        NDArray loss = gain.mul(weights).mean().neg();
        ops.backward(loss);
        float norm = actor.step(leaf, rateShare);
        Map<String, Double> losses = Losses.read(ops, "policy.", Map.of("entropy", entropy.mean(), "actor", loss));
        losses.put("policy.actorGradientNorm", (double) norm);
        return losses;
    }

    /** KL divergence [T * N, 1] of the policy from the base's: what is far from it was never tried in the world. */
    private NDArray drift(NDArray visited, NDArray logs) {
        NDArray anchor =
                Policy.actor(actor.baseParameters(), visited).logSoftmax(-1).stopGradient(); // [T * N, A]
        return logs.exp().mul(logs.sub(anchor)).sum(new int[] {-1}, true);
    }

    void save(StateWriter out) {
        critic.save(out);
        out.number(Float.floatToIntBits(returns.scale()));
    }

    void restore(StateReader in) {
        critic.restore(in);
        returns.restore(Float.intBitsToFloat((int) in.number()));
    }

    @Override
    public void close() {
        critic.close();
    }
}
