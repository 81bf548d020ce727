package io.slipstream.sim.math;

/** A SplitMix64 generator as an object, for whatever is not in the hot loop. */
public final class RandomSource {
    private long state;

    /** A generator that depends on the seed only. */
    public RandomSource(long seed) {
        this(seed, 0);
    }

    /** One of many unrelated generators of a seed. */
    public RandomSource(long seed, long index) {
        state = SplitMix64.mix(seed, index, 0);
    }

    /** Uniform in [0, 1). */
    public double unit() {
        state = SplitMix64.next(state);
        return SplitMix64.unit(state);
    }

    /** Uniform in [from, to). */
    public double uniform(double from, double to) {
        return from + (to - from) * unit();
    }

    /** Uniform among 0 to bound - 1. */
    public int below(int bound) {
        return (int) (unit() * bound);
    }

    /** True with that probability. */
    public boolean chance(double probability) {
        return unit() < probability;
    }
}
