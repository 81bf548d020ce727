package io.slipstream.learner.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.network.Policy;
import io.slipstream.model.tensor.Categorical;
import io.slipstream.model.tensor.Known;
import io.slipstream.model.tensor.Ops;
import io.slipstream.model.tensor.Parameters;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gradient steps of the actor. */
final class ActorUpdate {
    /**
     * Of the softmax that imitates; the one that drives has 1 (as in distillation, arXiv 1503.02531). Who demonstrates does not hesitate:
     * what a policy is still unsure of it cannot see, and to draw by that doubt is to collide (docs/results/finetuning.md).
     */
    static final float TEMPERATURE = 2f;

    private static final String NORM = "policy.actorGradientNorm";

    private final Ops ops;
    private final ModelSpec spec;
    private final DreamSettings settings;
    private final TrainedNetwork network;
    private final float rehearsal;
    private final Categorical categorical;
    // Whether an adapter moves and the base stays as it is.
    private final boolean spared;

    ActorUpdate(Ops ops, ModelSpec spec, TrainedNetwork network, DreamSettings settings, float rehearsal) {
        this.ops = ops;
        this.spec = spec;
        this.settings = settings;
        this.rehearsal = rehearsal;
        this.network = network;
        this.categorical = new Categorical(ops);
        this.spared = !network.whole();
    }

    /** States, [n, F], as the actor sees them: for all steps that look at them. */
    Seen seen(NDArray features) {
        return new Seen(features, spared ? network.known(Policy.FIRST, features) : null);
    }

    /** The actor as it is, to dream with. */
    Parameters asItIs() {
        return network.parameters();
    }

    /**
     * One step of the clipped surrogate min(rho A, clip(rho) A) (PPO, equation 7) with an entropy bonus and the anchor. In the first step
     * after a dream rho is 1 and this is REINFORCE (DreamerV3, equation 11).
     */
    Map<String, Double> step(Lessons lessons, Rehearsal.@Nullable Scene scene, float rateShare) {
        ops.gradients(true);
        NDArray leaf = network.leaf();
        // A dreamed state is looked at but once or twice: to reckon apart what is frozen would take longer.
        Outputs outputs = outputs(leaf, new Seen(lessons.features(), null), scene);
        NDArray logs = outputs.logs(); // [n, A]
        NDArray chosen =
                logs.mul(categorical.oneHot(lessons.actions(), spec.actions())).sum(new int[] {-1}, true); // [n, 1]
        NDArray ratio = chosen.sub(lessons.logs()).exp();
        NDArray entropy = logs.exp().mul(logs).sum(new int[] {-1}, true).neg();
        float[] advantages = lessons.advantages();
        NDArray gain = ratio.mul(ops.create(advantages, advantages.length, 1))
                .minimum(ops.create(ends(advantages), advantages.length, 1))
                .add(ops.scale(entropy, settings.entropy()));
        if (settings.anchor() > 0) {
            gain = gain.sub(ops.scale(drift(lessons.features(), logs), settings.anchor()));
        }
        NDArray loss = gain.mul(lessons.weights(ops)).mean().neg();
        Map<String, NDArray> told = new LinkedHashMap<>(Map.of("entropy", entropy.mean(), "actor", loss));
        return step(leaf, loss, told, outputs, rateShare);
    }

    /**
     * One step toward what somebody else did: cross-entropy to the recorded actions, at the temperature of imitation.
     *
     * @param visited n states
     * @param actions [n] indices, int64
     */
    Map<String, Double> imitate(Seen visited, NDArray actions, Rehearsal.@Nullable Scene scene, float rateShare) {
        ops.gradients(true);
        NDArray leaf = network.leaf();
        Outputs outputs = outputs(leaf, visited, scene);
        NDArray chosen = ops.scale(outputs.logs(), 1 / TEMPERATURE)
                .logSoftmax(-1)
                .mul(categorical.oneHot(actions, spec.actions()))
                .sum(new int[] {-1}, true);
        NDArray loss = chosen.mean().neg();
        return step(leaf, loss, new LinkedHashMap<>(Map.of("imitation", loss)), outputs, rateShare);
    }

    /**
     * What the actor says as it is in a leaf.
     *
     * @param logs [n, A] log-probabilities where it learns
     * @param forgotten [] KL divergence from what it did in a scene; null without one
     */
    private record Outputs(NDArray logs, @Nullable NDArray forgotten) {}

    /** Both in one pass: an adapter's change is made, and differentiated, once. */
    private Outputs outputs(NDArray leaf, Seen here, Rehearsal.@Nullable Scene scene) {
        if (scene == null) {
            return new Outputs(logs(leaf, here), null);
        }
        NDList parts = logs(leaf, here.and(scene.seen())).split(new long[] {here.count()}, 0);
        return new Outputs(parts.get(0), forgotten(parts.get(1), scene));
    }

    private NDArray logs(NDArray leaf, Seen here) {
        Known known = here.known();
        NDArray logits = known == null
                ? Policy.actor(network.parameters(leaf), here.features())
                : Policy.actor(network.parameters(leaf, Policy.FIRST), here.features(), known);
        return logits.logSoftmax(-1);
    }

    private Map<String, Double> step(
            NDArray leaf, NDArray loss, Map<String, NDArray> told, Outputs outputs, float rateShare) {
        NDArray total = loss;
        NDArray forgotten = outputs.forgotten();
        if (forgotten != null) {
            told.put("forgotten", forgotten);
            total = total.add(ops.scale(forgotten, rehearsal));
        }
        ops.backward(total);
        float norm = network.step(leaf, rateShare);
        Map<String, Double> losses = Losses.read(ops, "policy.", told);
        losses.put(NORM, (double) norm);
        return losses;
    }

    /** KL divergence [] of the policy, [n, A], from what it did in a scene. */
    private static NDArray forgotten(NDArray logs, Rehearsal.Scene scene) {
        NDArray did = scene.logs();
        return did.exp().mul(did.sub(logs)).sum(new int[] {-1}).mean();
    }

    /** Takes where the actor is now into the mean of recent updates, which is what it is to others from now on. */
    void average() {
        ops.gradients(false);
        network.average();
    }

    /** Whether the last of these steps was refused. */
    boolean refuses(Map<String, Double> losses) {
        return network.refuses(losses.getOrDefault(NORM, 0.0));
    }

    /** What a step can gain at most: its advantage at the end of the ratio's range that it pushes to. */
    private float[] ends(float[] advantages) {
        float[] ends = new float[advantages.length];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = advantages[i] * (advantages[i] > 0 ? 1 + settings.clip() : 1 - settings.clip());
        }
        return ends;
    }

    /** KL divergence [n, 1] of the policy from the base's: what is far from it was never tried in the world. */
    private NDArray drift(NDArray features, NDArray logs) {
        NDArray anchor =
                Policy.actor(network.baseParameters(), features).logSoftmax(-1).stopGradient(); // [n, A]
        return logs.exp().mul(logs.sub(anchor)).sum(new int[] {-1}, true);
    }
}
