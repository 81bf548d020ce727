package io.slipstream.model.inference;

import io.slipstream.model.ModelSpec;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.Network;

/** One version's networks, with room for N environments. */
final class Networks {
    final PerceptionPass perception;
    final RecurrencePass recurrence;
    final ReferencePass reference;
    final Head encoder;
    final Head prior;
    final Head novelty;
    final FeatureHead actor;
    final FeatureHead reward;
    final FeatureHead critic;

    Networks(ModelWeights merged, int environments) {
        ModelSpec spec = merged.spec();
        Weights world = new Weights(merged, Network.WORLD_MODEL);
        perception = new PerceptionPass(spec, world, environments);
        recurrence = new RecurrencePass(spec, world, environments);
        reference = new ReferencePass(spec, world, environments);
        encoder = world.head("encoder", 2, environments);
        prior = world.head("prior", 1, environments);
        novelty = world.head("novelty", 1, environments);
        reward = new FeatureHead(spec, world.head("reward", 1, environments));
        actor = new FeatureHead(spec, new Weights(merged, Network.ACTOR).head("actor", 2, environments));
        critic = new FeatureHead(spec, new Weights(merged, Network.CRITIC).head("critic", 2, environments));
    }

    /** q(z|o): compressed observation [N, D] -> probabilities [N][G x K], overwritten by the next pass. */
    float[][] posterior(Latents latents, float[][] compressed, int rows) {
        return mixed(latents, encoder.apply(compressed, rows), rows);
    }

    /** p(z|h): state [N, H] -> probabilities [N][G x K], overwritten by the next pass. */
    float[][] prior(Latents latents, float[][] state, int rows) {
        return mixed(latents, prior.apply(state, rows), rows);
    }

    private static float[][] mixed(Latents latents, float[][] logits, int rows) {
        for (int row = 0; row < rows; row++) {
            latents.mix(logits[row]);
        }
        return logits;
    }
}
