package io.slipstream.runtime.signals;

import java.util.Arrays;

/**
 * Between which values each feature of an observation moved. Immutable; the empty extent knows nothing and holds everything.
 */
public final class Extent {
    /** The empty extent. */
    public static final Extent NONE = new Extent(new float[0], new float[0]);

    private final float[] lowest;
    private final float[] highest;

    private Extent(float[] lowest, float[] highest) {
        this.lowest = lowest;
        this.highest = highest;
    }

    /**
     * Of {@code rows} observations.
     *
     * @param observations [>= rows * size], finite
     */
    public static Extent of(float[] observations, int rows, int size) {
        float[] lowest = Arrays.copyOf(observations, size);
        float[] highest = Arrays.copyOf(observations, size);
        for (int row = size; row < rows * size; row += size) {
            for (int f = 0; f < size; f++) {
                float value = observations[row + f];
                if (value < lowest[f]) {
                    lowest[f] = value;
                } else if (value > highest[f]) {
                    highest[f] = value;
                }
            }
        }
        return new Extent(lowest, highest);
    }

    /**
     * From its ends.
     *
     * @param ends [2 D] all lowest values, then all highest; may be empty
     * @throws IllegalArgumentException when the length is odd
     */
    public static Extent ofEnds(float[] ends) {
        if (ends.length % 2 != 0) {
            throw new IllegalArgumentException("an extent needs as many highest as lowest values");
        }
        int size = ends.length / 2;
        return new Extent(Arrays.copyOf(ends, size), Arrays.copyOfRange(ends, size, 2 * size));
    }

    /** [2 D] all lowest values, then all highest. */
    public float[] ends() {
        float[] ends = Arrays.copyOf(lowest, 2 * lowest.length);
        System.arraycopy(highest, 0, ends, lowest.length, highest.length);
        return ends;
    }

    /** D, 0 for the empty extent. */
    public int size() {
        return lowest.length;
    }

    /** What holds both. */
    public Extent union(Extent other) {
        if (size() == 0) {
            return other;
        }
        if (other.size() == 0) {
            return this;
        }
        return widened(other, 0, size());
    }

    /** The same with the features [from, to) of another one taken in; the empty extent holds them already. */
    Extent widened(Extent other, int from, int to) {
        if (size() == 0 || other.size() == 0) {
            return this;
        }
        requireSize(other);
        float[] low = lowest.clone();
        float[] high = highest.clone();
        for (int f = from; f < to; f++) {
            low[f] = Math.min(low[f], other.lowest[f]);
            high[f] = Math.max(high[f], other.highest[f]);
        }
        return new Extent(low, high);
    }

    /** Whether the features [from, to) of another extent lie within this one, give or take a share of its own width. */
    public boolean holds(Extent other, int from, int to, double slack) {
        if (size() == 0) {
            return true;
        }
        requireSize(other);
        for (int f = from; f < to; f++) {
            double room = slack * (highest[f] - lowest[f]) + 1e-4;
            if (other.lowest[f] < lowest[f] - room || other.highest[f] > highest[f] + room) {
                return false;
            }
        }
        return true;
    }

    private void requireSize(Extent other) {
        if (other.size() != size()) {
            throw new IllegalArgumentException("extents of " + size() + " and " + other.size() + " features");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Extent that
                && Arrays.equals(lowest, that.lowest)
                && Arrays.equals(highest, that.highest);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(lowest) + Arrays.hashCode(highest);
    }
}
