package io.slipstream.app.canary;

import io.slipstream.model.ModelWeights;
import io.slipstream.model.Network;
import java.util.SplittableRandom;

/**
 * A policy whose worth is known beforehand.
 *
 * @param name in files and tables
 * @param weights what it drives with
 * @param noise chance of a step at which it takes any action instead of its own
 */
record StudiedPolicy(String name, ModelWeights weights, double noise) {
    /** The model as it is. */
    static StudiedPolicy sound(ModelWeights weights) {
        return new StudiedPolicy("sound", weights, 0);
    }

    /** With some steps at random. */
    static StudiedPolicy noisy(ModelWeights weights, double noise) {
        return new StudiedPolicy("noisy", weights, noise);
    }

    /** With the weights of the actor in another order. */
    static StudiedPolicy scrambled(ModelWeights weights, long seed) {
        float[] flat = weights.flat(Network.ACTOR).clone();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = flat.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            float swapped = flat[i];
            flat[i] = flat[j];
            flat[j] = swapped;
        }
        return new StudiedPolicy("scrambled", weights.with(Network.ACTOR, flat), 0);
    }
}
