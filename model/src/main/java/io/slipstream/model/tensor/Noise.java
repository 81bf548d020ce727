package io.slipstream.model.tensor;

/** Uniform noise whose whole state is one number (SplitMix64), so that a run can be continued bit for bit. */
public final class Noise {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    /** Starts from a seed or from a saved {@link #state()}. */
    public Noise(long state) {
        this.state = state;
    }

    /** What to save. */
    public long state() {
        return state;
    }

    /** Goes on from a saved state. */
    public void restore(long saved) {
        state = saved;
    }

    /** 64 random bits. */
    public long nextLong() {
        state += GOLDEN;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Uniform in [0, 1). */
    public float nextFloat() {
        return (nextLong() >>> 40) * 0x1p-24f;
    }

    /** Uniform in [0, bound). */
    public int nextInt(int bound) {
        return (int) Math.floorMod(nextLong() >>> 1, (long) bound);
    }

    /** {@code count} uniform numbers. */
    public float[] floats(int count) {
        float[] values = new float[count];
        fill(values);
        return values;
    }

    /** Uniform numbers into an array. */
    public void fill(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = nextFloat();
        }
    }
}
