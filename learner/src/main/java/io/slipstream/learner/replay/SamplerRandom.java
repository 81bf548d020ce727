package io.slipstream.learner.replay;

/**
 * A SplitMix64 generator whose whole state is one long, so that a checkpoint can hold it. Two generators with equal
 * states draw the same numbers. Used by one thread.
 */
public final class SamplerRandom {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    /** Starts from a seed, or continues from a {@link #state()} taken earlier. */
    public SamplerRandom(long state) {
        this.state = state;
    }

    /** The state after the draws so far. */
    public long state() {
        return state;
    }

    /** Goes on from a state taken earlier. */
    public void restore(long earlier) {
        state = earlier;
    }

    /** The next 64 bits. */
    public long nextLong() {
        state += GAMMA;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /**
     * A uniform number in [0, bound).
     *
     * @throws IllegalArgumentException if bound is not positive
     */
    public long nextLong(long bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound must be positive, was " + bound);
        }
        long bits = nextLong() >>> 1;
        long value = bits % bound;
        // Draws from the incomplete last interval would favour small values.
        while (bits - value + (bound - 1) < 0) {
            bits = nextLong() >>> 1;
            value = bits % bound;
        }
        return value;
    }
}
