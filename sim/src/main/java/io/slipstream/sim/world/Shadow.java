package io.slipstream.sim.world;

/** For every sample of one path the nearest sample of another, and how far away that is. */
final class Shadow {
    private static final double HALF_LANE = 1.75;
    /** Cosine of the largest angle between two cars of one lane: 45 degrees. */
    private static final double ALIGNED = Math.sqrt(0.5);

    final int[] sample;
    final double[] distance;
    private final boolean[] sameLane;

    Shadow(Path of, Path on) {
        sample = new int[of.samples];
        distance = new double[of.samples];
        sameLane = new boolean[of.samples];
        for (int i = 0; i < of.samples; i++) {
            sample[i] = on.nearestSample(of.x[i], of.y[i]);
            distance[i] = Math.sqrt(on.squaredDistance(sample[i], of.x[i], of.y[i]));
            double aligned = of.cos[i] * on.cos[sample[i]] + of.sin[i] * on.sin[sample[i]];
            sameLane[i] = distance[i] < HALF_LANE && aligned > ALIGNED;
        }
    }

    /** Whether a sample lies in the lane of the other path, heading its way. */
    boolean sameLane(int of) {
        return sameLane[Math.min(of, sameLane.length - 1)];
    }
}
