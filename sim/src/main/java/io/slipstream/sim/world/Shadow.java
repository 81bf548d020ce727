package io.slipstream.sim.world;

/** For every sample of one path the nearest sample of another, and how far away that is. */
final class Shadow {
    final int[] sample;
    final double[] distance;

    Shadow(Path of, Path on) {
        sample = new int[of.samples];
        distance = new double[of.samples];
        for (int i = 0; i < of.samples; i++) {
            sample[i] = on.nearestSample(of.x[i], of.y[i]);
            distance[i] = Math.sqrt(on.squaredDistance(sample[i], of.x[i], of.y[i]));
        }
    }
}
