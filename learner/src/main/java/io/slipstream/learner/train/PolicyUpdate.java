package io.slipstream.learner.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import io.slipstream.learner.replay.SequenceBatch;
import io.slipstream.learner.train.Demonstration.Example;
import io.slipstream.learner.train.RecordedStates.States;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.Network;
import io.slipstream.model.network.WorldModel;
import io.slipstream.model.tensor.Noise;
import io.slipstream.model.tensor.Ops;
import io.slipstream.model.tensor.TwoHot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Updates of actor and critic: what follows from recorded states is imagined once and learned from in several gradient steps; what was
 * recorded is learned from beside it.
 */
final class PolicyUpdate implements AutoCloseable {
    private final Ops ops;
    private final ModelSpec spec;
    private final DreamSettings settings;
    private final ActorUpdate actor;
    private final CriticUpdate critic;
    private final WorldModelUpdate worldModel;
    private final Rehearsal rehearsal;
    private final Demonstration demonstration;
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
        this.settings = settings.dream();
        this.actor = new ActorUpdate(
                ops,
                spec,
                networks.of(Network.ACTOR),
                settings.dream(),
                settings.grounding().rehearsal());
        this.critic = new CriticUpdate(
                ops, spec, networks.of(Network.CRITIC), twoHot, settings.dream().slowCriticRate());
        this.rehearsal = new Rehearsal(ops, spec, actor::seen);
        this.demonstration = new Demonstration(ops, spec, actor::seen);
        this.worldModel = worldModel;
        this.twoHot = twoHot;
        this.noise = noise;
    }

    /**
     * One dream, and all steps of actor and critic that it is worth. The first gradient that is refused ends them.
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
                    actor.asItIs(),
                    from.h().get(starts),
                    from.z().get(starts),
                    from.observations().get(starts),
                    settings.horizon(),
                    noise);
            return learn(world, dream, rateShare);
        } finally {
            rehearsal.endGlimpse();
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

    /** Shows what somebody else did in these sequences, until others are shown. */
    void show(SequenceBatch batch) {
        demonstration.show(batch, noise.nextLong());
    }

    /** Whether anything is shown. */
    boolean shown() {
        return demonstration.shown();
    }

    /**
     * Steps of the actor toward what somebody else did in the states shown, each on some of them. The first one that is refused ends them.
     *
     * @param steps how many
     */
    Map<String, Double> imitate(int steps, float rateShare) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            ops.gradients(false);
            WorldModel world = worldModel.asItIs();
            Map<String, Double> losses = new LinkedHashMap<>();
            for (int step = 0; step < steps && !actor.refuses(losses); step++) {
                imitate(world, losses, rateShare);
            }
            if (!actor.refuses(losses)) {
                actor.average();
            }
            return losses;
        } finally {
            rehearsal.endGlimpse();
        }
    }

    private void imitate(WorldModel world, Map<String, Double> losses, float rateShare) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            ops.gradients(false);
            Example example = demonstration.example(world, noise);
            if (example != null) {
                losses.putAll(
                        actor.imitate(example.seen(), example.actions(), rehearsal.scene(world, noise), rateShare));
            }
        }
    }

    /** Another budget: nothing is shown yet. */
    void begin() {
        demonstration.end();
    }

    /** What the policy does in these states from now on counts as what it did where it fitted. */
    void remember(SequenceBatch batch) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            ops.gradients(false);
            rehearsal.remember(batch, worldModel.asItIs(), actor.asItIs());
        }
    }

    /** The world model has moved. */
    void worldModelMoved() {
        rehearsal.forgetFeatures();
        demonstration.forgetFeatures();
    }

    /** The next step or imitation looks at some of what is remembered, not at all of it. */
    void glimpse() {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            ops.gradients(false);
            rehearsal.glimpse(worldModel.asItIs(), noise);
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
        float[] rows = new float[settings.states()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = possible.get(noise.nextInt(possible.size()));
        }
        return ops.create(rows, rows.length).toType(DataType.INT64, false);
    }

    private Map<String, Double> learn(WorldModel world, Imagination dream, float rateShare) {
        Map<String, Double> losses = new LinkedHashMap<>();
        Optional<Lessons> lessons = lessons(world, dream, losses);
        if (lessons.isEmpty()) {
            return losses;
        }
        for (int pass = 0; pass < settings.passes() && !refused(losses); pass++) {
            pass(world, lessons.get(), losses, rateShare);
        }
        return losses;
    }

    /** Every lesson once. */
    private void pass(WorldModel world, Lessons all, Map<String, Double> losses, float rateShare) {
        if (settings.minibatches() == 1) {
            learn(world, all, losses, rateShare);
            return;
        }
        int[] order = all.shuffled(noise);
        for (int part = 0; part < settings.minibatches() && !refused(losses); part++) {
            ops.gradients(false);
            learn(world, all.part(ops, order, part, settings.minibatches()), losses, rateShare);
        }
    }

    private void learn(WorldModel world, Lessons lessons, Map<String, Double> losses, float rateShare) {
        ops.gradients(false);
        losses.putAll(actor.step(lessons, rehearsal.scene(world, noise), rateShare));
        if (settings.critic()) {
            losses.putAll(critic.step(lessons.features(), lessons.targets(), lessons.weights(ops), rateShare));
        }
    }

    /** What is to be learned from a dream; nothing where its returns are no numbers, which the losses then say. */
    private Optional<Lessons> lessons(WorldModel world, Imagination dream, Map<String, Double> losses) {
        int count = settings.states();
        int rows = settings.steps();
        float[] rewards = ops.floats(twoHot.mean(ops, world.reward(dream.features())));
        float[] futures = ops.floats(ops.sigmoid(world.future(dream.features())));
        float[] values = critic.values(dream.features());
        float[] target = Returns.lambda(rewards, futures, values, count, settings.discount(), settings.lambda());
        if (!Returns.finite(target)) {
            // Before the scale of returns takes it in, which would keep it.
            losses.put("policy.return", Double.NaN);
            return Optional.empty();
        }
        float[] advantages = advantages(target, values);
        losses.put("policy.return", Losses.mean(target));
        losses.put("policy.reward", Losses.mean(rewards));
        losses.put("policy.returnScale", (double) returns.scale());
        NDArray visited = dream.features()
                .get(new NDIndex().addSliceDim(0, settings.horizon()))
                .reshape(rows, spec.features()); // [T * N, F]
        return Optional.of(new Lessons(
                visited,
                dream.actions().reshape(rows),
                dream.logs().reshape(rows, 1),
                advantages,
                target,
                Returns.weights(futures, count, settings.discount())));
    }

    private boolean refused(Map<String, Double> losses) {
        return actor.refuses(losses) || critic.refuses(losses);
    }

    private float[] advantages(float[] target, float[] values) {
        float normaliser = returns.normaliser(target);
        float[] advantages = new float[target.length];
        for (int i = 0; i < target.length; i++) {
            advantages[i] = (target[i] - values[i]) / normaliser;
        }
        return advantages;
    }

    void save(StateWriter out) {
        critic.save(out);
        out.number(Float.floatToIntBits(returns.scale()));
        rehearsal.save(out);
        demonstration.save(out);
    }

    void restore(StateReader in) {
        critic.restore(in);
        returns.restore(Float.intBitsToFloat((int) in.number()));
        rehearsal.restore(in);
        demonstration.restore(in);
    }

    @Override
    public void close() {
        rehearsal.close();
        demonstration.close();
        critic.close();
    }
}
