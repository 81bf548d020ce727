package io.slipstream.sim.math;

/** The SplitMix64 generator on a state the caller keeps, so that one array holds the states of all environments. */
public final class SplitMix64 {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private SplitMix64() {}

    /** The state after {@code state}. */
    public static long next(long state) {
        return state + GOLDEN_GAMMA;
    }

    /** The 64 random bits of a state. */
    public static long bits(long state) {
        long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Uniform in [0, 1). */
    public static double unit(long state) {
        return (bits(state) >>> 11) * 0x1.0p-53;
    }

    /** A state that depends on all three and is unrelated between neighbours. */
    public static long mix(long seed, long a, long b) {
        return bits(next(bits(next(bits(next(seed)) ^ a)) ^ b));
    }
}
