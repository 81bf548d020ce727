package io.slipstream.runtime.signals;

import java.util.Arrays;

/**
 * Counts values in logarithmic bins, 32 a decade from 1e-9 to 1e6, so that quantiles of any part of a stream can be merged exactly.
 * A quantile read from it is off by at most 7.5 %.
 */
final class LogHistogram {
    private static final int BINS_PER_DECADE = 32;
    private static final int LOWEST_DECADE = -9;
    private static final int DECADES = 15;
    private static final int BINS = BINS_PER_DECADE * DECADES;
    private static final double LOG10_OF_2 = StrictMath.log10(2);
    /** [BINS + 1] lower edges of the bins, and the end of the last. */
    private static final double[] EDGES = edges();

    private static final long[] NOTHING = new long[0];

    /** Bin 0 holds what is smaller than the range (0 above all), the last bin what is larger; no room is taken before the first value. */
    private long[] counts = NOTHING;

    private long total;
    /** The filled bins lie in [lowest, highest]; merging touches no others. */
    private int lowest = BINS + 2;

    private int highest = -1;

    void add(double value) {
        makeRoom();
        int bin = bin(value);
        counts[bin]++;
        lowest = Math.min(lowest, bin);
        highest = Math.max(highest, bin);
        total++;
    }

    private void makeRoom() {
        if (counts.length == 0) {
            counts = new long[BINS + 2];
        }
    }

    void merge(LogHistogram other) {
        if (other.total == 0) {
            return;
        }
        makeRoom();
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
        if (!(value >= EDGES[0])) {
            return 0;
        }
        if (value >= EDGES[BINS]) {
            return BINS + 1;
        }
        // The bins of one power of two are few: the search is short, and unlike a logarithm the same on every machine.
        double power = (Math.getExponent(value) * LOG10_OF_2 - LOWEST_DECADE) * BINS_PER_DECADE;
        int bin = Math.max(0, (int) power - 1);
        while (value >= EDGES[bin + 1]) {
            bin++;
        }
        return bin + 1;
    }

    private static double[] edges() {
        double[] edges = new double[BINS + 1];
        Arrays.setAll(edges, LogHistogram::edge);
        return edges;
    }

    private static double edge(double position) {
        return StrictMath.pow(10, LOWEST_DECADE + Math.min(position, BINS) / BINS_PER_DECADE);
    }
}
