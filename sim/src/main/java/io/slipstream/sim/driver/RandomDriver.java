package io.slipstream.sim.driver;

import io.slipstream.sim.VectorEnvironment;
import io.slipstream.sim.math.RandomSource;

/** Draws its actions, every tick anew. */
public final class RandomDriver implements Driver {
    private static final int STEERING = 5;
    private static final int ACCELERATE = 2;

    private final RandomSource random;
    private final double throttleBias;

    /** Draws uniformly. */
    public RandomDriver(long seed) {
        this(seed, 1.0 / 3);
    }

    /**
     * Draws with a liking for the throttle.
     *
     * @param throttleBias probability of accelerating; coasting and braking share the rest
     */
    public RandomDriver(long seed, double throttleBias) {
        if (!(throttleBias >= 0 && throttleBias <= 1)) {
            throw new IllegalArgumentException("throttleBias has to be within 0 and 1, not " + throttleBias);
        }
        random = new RandomSource(seed);
        this.throttleBias = throttleBias;
    }

    @Override
    public void act(VectorEnvironment environment, int[] actions) {
        for (int e = 0; e < actions.length; e++) {
            int acceleration = random.chance(throttleBias) ? ACCELERATE : random.below(ACCELERATE);
            actions[e] = STEERING * acceleration + random.below(STEERING);
        }
    }
}
