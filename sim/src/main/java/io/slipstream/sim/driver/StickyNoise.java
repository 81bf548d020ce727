package io.slipstream.sim.driver;

import io.slipstream.sim.ActionGrid;
import io.slipstream.sim.VectorEnvironment;
import io.slipstream.sim.math.RandomSource;

/** Another driver whose hand slips now and then: a random action, held for some ticks. */
public final class StickyNoise implements Driver {
    private static final int SHORTEST = 2;
    private static final int RANGE = 7;

    private final Driver driver;
    private final double probability;
    private final RandomSource random;
    private final int[] held;
    private final int[] left;

    /**
     * Disturbs a driver.
     *
     * @param environments how many it drives
     * @param probability of a slip to start, per tick
     */
    public StickyNoise(Driver driver, int environments, double probability, long seed) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability has to be within 0 and 1, not " + probability);
        }
        this.driver = driver;
        this.probability = probability;
        random = new RandomSource(seed);
        held = new int[environments];
        left = new int[environments];
    }

    @Override
    public void act(VectorEnvironment environment, int[] actions) {
        driver.act(environment, actions);
        for (int e = 0; e < actions.length; e++) {
            if (left[e] == 0 && random.chance(probability)) {
                left[e] = SHORTEST + random.below(RANGE);
                held[e] = random.below(ActionGrid.SIZE);
            }
            if (left[e] > 0) {
                left[e]--;
                actions[e] = held[e];
            }
        }
    }
}
