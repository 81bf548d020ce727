package io.slipstream.sim.world;

import java.util.Arrays;

/** For every sample of one path the nearest sample of another, and how far away that is. */
final class Shadow {
    private static final double HALF_LANE = 1.75;
    /** Cosine of the largest angle between two cars of one lane: 45 degrees. */
    private static final double ALIGNED = Math.sqrt(0.5);

    final int[] sample;
    final double[] distance;
    private final boolean[] sameLane;

    Shadow(Path of, Path on) {
        this(of, of.samples, on, on.samples, Double.POSITIVE_INFINITY);
    }

    /**
     * Looks at the first samples of both only.
     *
     * @param exact further away than this a distance only tells that it is, m
     */
    Shadow(Path of, int samples, Path on, int onSamples, double exact) {
        sample = new int[samples];
        distance = new double[samples];
        sameLane = new boolean[samples];
        int i = 0;
        while (i < samples) {
            int nearest = on.nearestSample(of.x[i], of.y[i], onSamples);
            double away = Math.sqrt(on.squaredDistance(nearest, of.x[i], of.y[i]));
            double aligned = of.cos[i] * on.cos[nearest] + of.sin[i] * on.sin[nearest];
            sameLane[i] = away < HALF_LANE && aligned > ALIGNED;
            // A path gets nearer by no more than it is long.
            int skip = Math.max(1, Math.min(samples - i, (int) ((away - exact) * Path.PER_METRE)));
            for (int end = i + skip; i < end; i++) {
                sample[i] = nearest;
                distance[i] = away;
            }
        }
    }

    private Shadow(int samples) {
        sample = new int[samples];
        distance = new double[samples];
        sameLane = new boolean[samples];
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
    }

    /** The shadow of a path of up to that many samples on one that is far from it. */
    static Shadow far(int samples) {
        return new Shadow(samples);
    }

    /** Whether a sample lies in the lane of the other path, heading its way. */
    boolean sameLane(int of) {
        return sameLane[Math.min(of, sameLane.length - 1)];
    }
}
