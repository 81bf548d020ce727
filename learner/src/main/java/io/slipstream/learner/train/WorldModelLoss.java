package io.slipstream.learner.train;

import ai.djl.ndarray.NDArray;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.Network;
import io.slipstream.model.network.WorldModel;
import io.slipstream.model.tensor.Categorical;
import io.slipstream.model.tensor.Ops;
import io.slipstream.model.tensor.TwoHot;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The world model's loss (DreamerV3, equations 4 and 5): reconstruction, reward, continuation, and the KL between
 * posterior and prior in both directions; beside it the two yardsticks, which take nothing from the model and give it
 * nothing.
 */
final class WorldModelLoss {
    private final Ops ops;
    private final ModelSpec spec;
    private final TwoHot twoHot;
    private final TrainingSettings settings;
    private final ReferenceLoss reference;
    private final OutlookLoss outlook;

    WorldModelLoss(Ops ops, ModelSpec spec, TwoHot twoHot, TrainingSettings settings) {
        this.ops = ops;
        this.spec = spec;
        this.twoHot = twoHot;
        this.settings = settings;
        this.reference = new ReferenceLoss(ops, spec);
        this.outlook = new OutlookLoss(ops, spec, twoHot);
    }

    /** Each part by name, all of shape []; the weighted sum of {@link #total} is the loss. */
    Map<String, NDArray> parts(WorldModel world, Sequences data, Inference inference) {
        Map<String, NDArray> parts = new LinkedHashMap<>();
        NDArray features = inference.features(world, data); // [L, B, F]
        NDArray seen = world.compressed(data.observations()); // [L, B, D]
        parts.put("reconstruction", squaredError(world.observation(inference.both(ops)), seen));
        parts.put("reward", rewardLoss(world.reward(features), data));
        parts.put("continue", continueLoss(world.future(features), data.future()));
        parts.put("outlook", outlook.of(world.outlook(features), data));
        NDArray prior = world.prior(inference.states()); // [L, B, G, K]
        parts.put("dynamics", kl(inference.posterior().stopGradient(), prior));
        if (settings.forms()
                .whole(Network.WORLD_MODEL)) { // the posterior and the novelty yardstick stand still in low-rank
            // updates
            parts.put("representation", kl(inference.posterior(), prior.stopGradient()));
            NDArray latents = inference.latents().stopGradient();
            parts.put("novelty", squaredError(world.reconstruction(latents), seen));
        }
        parts.put("reference", reference.of(world, data));
        return parts;
    }

    NDArray total(Map<String, NDArray> parts) {
        NDArray total = ops.scalar(0f);
        for (Map.Entry<String, NDArray> part : parts.entrySet()) {
            total = total.add(ops.scale(part.getValue(), weight(part.getKey())));
        }
        return total.sum();
    }

    private float weight(String part) {
        return switch (part) {
            case "reconstruction" -> settings.reconstructionWeight();
            case "reward", "continue", "outlook" -> settings.outcomeWeight();
            case "dynamics" -> settings.dynamicsWeight();
            case "representation" -> settings.representationWeight();
            default -> 1f;
        };
    }

    private NDArray squaredError(NDArray predicted, NDArray observed) {
        return predicted.sub(observed).square().sum(new int[] {-1}).mean();
    }

    private NDArray rewardLoss(NDArray logits, Sequences data) {
        NDArray target = ops.create(twoHot.encode(data.rewards()), data.length(), data.batch(), spec.bins());
        return target.mul(logits.logSoftmax(-1)).sum(new int[] {-1}).mean().neg();
    }

    private NDArray continueLoss(NDArray logit, NDArray future) {
        return ops.softplus(logit).sub(logit.mul(future)).mean();
    }

    /** Mean KL over steps, with free nats. */
    private NDArray kl(NDArray p, NDArray q) {
        NDArray perStep = new Categorical(ops).kl(p, q).sum(new int[] {-1}); // [L, B]
        return perStep.maximum(ops.scalar(settings.freeNats())).mean();
    }
}
