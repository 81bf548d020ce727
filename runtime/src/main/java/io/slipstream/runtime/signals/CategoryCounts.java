package io.slipstream.runtime.signals;

/**
 * Counts of R rows of C categories over blocks of correlated steps. Beside the counts it keeps what tells how much a frequency varies
 * from block to block, so that a distance between frequencies can be freed of its finite-sample bias without assuming that steps are
 * independent. Everything is a sum of whole numbers: merging is exact in any order.
 */
final class CategoryCounts {
    private final int rows;
    private final int columns;
    /** [R, C] sum over blocks of the count c. */
    private final long[] counts;
    /** [R, C] sum over blocks of c squared. */
    private final long[] squares;
    /** [R, C] sum over blocks of c times the block's size. */
    private final long[] crosses;
    /** [R, C] the open block. */
    private final long[] open;

    private long openSize;
    private long total;
    private long sizeSquares;

    CategoryCounts(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        counts = new long[rows * columns];
        squares = new long[rows * columns];
        crosses = new long[rows * columns];
        open = new long[rows * columns];
    }

    /** Counts one category of one row in the open block. */
    void add(int row, int category) {
        if (category >= columns) {
            throw new IllegalArgumentException("category " + category + " is not below " + columns);
        }
        open[row * columns + category]++;
    }

    /** Says that one more step went into the open block. */
    void step() {
        openSize++;
    }

    /** Ends the open block. */
    void closeBlock() {
        for (int i = 0; i < open.length; i++) {
            counts[i] += open[i];
            squares[i] += open[i] * open[i];
            crosses[i] += open[i] * openSize;
            open[i] = 0;
        }
        total += openSize;
        sizeSquares += openSize * openSize;
        openSize = 0;
    }

    /** Adds another one as often as {@code times}. */
    void merge(CategoryCounts other, int times) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += times * other.counts[i];
            squares[i] += times * other.squares[i];
            crosses[i] += times * other.crosses[i];
        }
        total += times * other.total;
        sizeSquares += times * other.sizeSquares;
    }

    /** Steps counted. */
    long total() {
        return total;
    }

    /** [R, C] frequencies, each row summing to 1; uniform while there are no steps. */
    double[] frequencies() {
        double[] frequencies = new double[counts.length];
        for (int i = 0; i < counts.length; i++) {
            frequencies[i] = total == 0 ? 1.0 / columns : (double) counts[i] / total;
        }
        return frequencies;
    }

    /**
     * Total variation to reference frequencies, averaged over the rows, minus its finite-sample bias; about 0 on average, and at times
     * below, when both are equal.
     *
     * @param reference [R, C]
     */
    double distance(double[] reference) {
        if (reference.length != counts.length) {
            throw new IllegalArgumentException(
                    "the reference has " + reference.length + " frequencies, the window " + counts.length);
        }
        if (total == 0) {
            return 0;
        }
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            double difference = Math.abs((double) counts[i] / total - reference[i]);
            sum += TotalVariation.unbiased(difference, standardError(i));
        }
        return sum / (2 * rows);
    }

    /** Standard error of frequency i, from its spread over blocks (a ratio estimator). */
    private double standardError(int i) {
        double p = (double) counts[i] / total;
        double spread = squares[i] - 2 * p * crosses[i] + p * p * sizeSquares;
        return Math.sqrt(Math.max(0, spread)) / total;
    }
}
