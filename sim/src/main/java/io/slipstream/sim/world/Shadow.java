package io.slipstream.sim.world;

import java.util.Arrays;

/** For every sample of one path the nearest sample of another, and how far away that is. */
final class Shadow {
    final int[] sample;
    final double[] distance;

    Shadow(Path of, Path on) {
        this(of, of.samples, on, on.samples);
    }

    /** Looks at the first samples of both only. */
    Shadow(Path of, int samples, Path on, int onSamples) {
        sample = new int[samples];
        distance = new double[samples];
        for (int i = 0; i < samples; i++) {
            sample[i] = on.nearestSample(of.x[i], of.y[i], onSamples);
            distance[i] = Math.sqrt(on.squaredDistance(sample[i], of.x[i], of.y[i]));
        }
    }

    private Shadow(int samples) {
        sample = new int[samples];
        distance = new double[samples];
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
    }

    /** The shadow of a path of up to that many samples on one that is far from it. */
    static Shadow far(int samples) {
        return new Shadow(samples);
    }
}
