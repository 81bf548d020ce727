package io.slipstream.sim.driver;

import io.slipstream.sim.VectorEnvironment;
import io.slipstream.sim.math.RandomSource;
import io.slipstream.sim.world.World;

/**
 * Keeps to the route, looks at nobody, and every second or so fancies another speed: it stands where it should not, creeps into cars that
 * stopped for it and is hit at any angle. A policy that is still learning does the same; a model that never saw it believes it harmless.
 */
public final class ErraticDriver implements Driver {
    /** Fancied speeds, as a share of the desired one, are drawn from -REST to FASTEST; below zero is standing. */
    private static final double REST = 0.5;

    private static final double FASTEST = 1.5;
    private static final int SHORTEST = 3;
    private static final int RANGE = 22;

    private final GridRounding rounding;
    private final RandomSource random;
    private final double[] fancied;
    private final int[] left;

    /** A driver of that many environments. */
    public ErraticDriver(int environments, long seed) {
        rounding = new GridRounding(environments);
        random = new RandomSource(seed);
        fancied = new double[environments];
        left = new int[environments];
    }

    @Override
    public void act(VectorEnvironment environment, int[] actions) {
        World world = environment.world();
        for (int e = 0; e < actions.length; e++) {
            if (left[e]-- == 0) {
                left[e] = SHORTEST + random.below(RANGE);
                fancied[e] = Math.max(0, random.uniform(-REST, FASTEST)) * world.desiredSpeed(e);
            }
            double acceleration = RouteFollower.approach(world.speed(e), fancied[e]);
            actions[e] = rounding.action(environment, e, acceleration, RouteFollower.steering(world, e));
        }
    }
}
