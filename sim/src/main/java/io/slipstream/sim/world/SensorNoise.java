package io.slipstream.sim.world;

import io.slipstream.sim.math.SplitMix64;

/**
 * Random numbers of imprecise sensors. They come from the environment's random numbers without using any up, so that the world goes on
 * the same whether it is looked at or not and looking twice shows the same.
 */
final class SensorNoise {
    private static final long SENSORS = 0x53454E53L;

    private final State state;
    private long stream;

    SensorNoise(State state) {
        this.state = state;
    }

    /** Starts with the first number of an environment's tick again. */
    void begin(int e) {
        stream = SplitMix64.mix(SENSORS, state.random[e], state.tick[e]);
    }

    /** Nearly normal with deviation 1, never beyond 3: the sum of three uniform numbers needs no logarithm. */
    double gauss() {
        return 2 * (unit() + unit() + unit() - 1.5);
    }

    private double unit() {
        stream = SplitMix64.next(stream);
        return SplitMix64.unit(stream);
    }
}
