package io.slipstream.runtime.signals;

/**
 * Counts values in logarithmic bins, 32 a decade from 1e-9 to 1e6, so that quantiles of any part of a stream can be merged exactly.
 * A quantile read from it is off by at most 7.5 %.
 */
final class LogHistogram {
    private static final int BINS_PER_DECADE = 32;
    private static final int LOWEST_DECADE = -9;
    private static final int DECADES = 15;
    private static final int BINS = BINS_PER_DECADE * DECADES;

    /** Bin 0 holds what is smaller than the range (0 above all), the last bin what is larger. */
    private final long[] counts = new long[BINS + 2];

    private long total;
    /** The filled bins lie in [lowest, highest]; merging touches no others, since a bootstrap merges thousands of times. */
    private int lowest = BINS + 2;

    private int highest = -1;

    void add(double value) {
        int bin = bin(value);
        counts[bin]++;
        lowest = Math.min(lowest, bin);
        highest = Math.max(highest, bin);
        total++;
    }

    void merge(LogHistogram other) {
        for (int i = other.lowest; i <= other.highest; i++) {
            counts[i] += other.counts[i];
        }
        lowest = Math.min(lowest, other.lowest);
        highest = Math.max(highest, other.highest);
        total += other.total;
    }

    /** The value under which a share {@code q} of all values lie, interpolated within its bin; 0 when there are none. */
    double quantile(double q) {
        if (total == 0) {
            return 0;
        }
        double rank = q * total;
        long below = 0;
        for (int i = lowest; i <= highest; i++) {
            if (counts[i] > 0 && below + counts[i] >= rank) {
                return i == 0 ? 0 : edge(i - 1 + (rank - below) / counts[i]);
            }
            below += counts[i];
        }
        return edge(BINS);
    }

    private static int bin(double value) {
        if (!(value > 0)) {
            return 0;
        }
        double position = (StrictMath.log10(value) - LOWEST_DECADE) * BINS_PER_DECADE;
        if (position < 0) {
            return 0;
        }
        return position >= BINS ? BINS + 1 : 1 + (int) position;
    }

    private static double edge(double position) {
        return StrictMath.pow(10, LOWEST_DECADE + Math.min(position, BINS) / BINS_PER_DECADE);
    }
}
