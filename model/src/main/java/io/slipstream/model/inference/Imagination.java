package io.slipstream.model.inference;

import io.slipstream.model.ModelSpec;

/** The world model driving on by itself for some environments. */
final class Imagination {
    private final ModelSpec spec;
    private final Latents latents;
    private final Networks networks;
    private final int count;
    private final Moves moves;
    private final float[][] h; // [count][H]
    private final int[][] z; // [count][G]
    private final int[] actions; // [count]
    private float[][] observation; // [count][D]
    private float[][] next; // [count][D]
    private final float[][] compressed; // [count][D]
    private final float[][] seen; // [count][F - H - Z]

    Imagination(ModelSpec spec, Latents latents, Networks networks, int count) {
        this.spec = spec;
        this.latents = latents;
        this.networks = networks;
        this.count = count;
        moves = new Moves(count, spec.latentGroups(), spec.latent());
        h = new float[count][spec.deterministic()];
        z = new int[count][spec.latentGroups()];
        actions = new int[count];
        observation = new float[count][spec.observationSize()];
        next = new float[count][spec.observationSize()];
        compressed = new float[count][spec.observationSize()];
        seen = new float[count][PerceptionPass.width(spec)];
    }

    /** [count, T, D]. */
    float[] run(float[][] fromH, int[][] fromZ, float[][] fromObservation, int[] fromActions, int horizon) {
        for (int e = 0; e < count; e++) {
            System.arraycopy(fromH[e], 0, h[e], 0, h[e].length);
            System.arraycopy(fromZ[e], 0, z[e], 0, z[e].length);
            System.arraycopy(fromObservation[e], 0, observation[e], 0, observation[e].length);
            actions[e] = fromActions[e];
        }
        int size = spec.observationSize();
        float[] all = new float[count * horizon * size];
        for (int t = 0; t < horizon; t++) {
            step();
            for (int e = 0; e < count; e++) {
                System.arraycopy(observation[e], 0, all, (e * horizon + t) * size, size);
            }
        }
        return all;
    }

    private void step() {
        for (int e = 0; e < count; e++) {
            moves.set(e, z[e], actions[e]);
        }
        networks.recurrence.next(h, moves, count);
        networks.reference.next(observation, actions, next, count);
        float[][] old = observation;
        observation = next;
        next = old;
        networks.perception.compress(observation, compressed, count);
        float[][] posterior = networks.posterior(latents, compressed, count);
        for (int e = 0; e < count; e++) {
            latents.likeliest(posterior[e], z[e]);
        }
        networks.perception.see(observation, compressed, seen, count);
        float[][] logits = networks.actor.apply(h, z, seen, count);
        for (int e = 0; e < count; e++) {
            actions[e] = Choice.likeliest(logits[e], 0, spec.actions());
        }
    }
}
