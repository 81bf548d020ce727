package io.slipstream.model.inference;

/**
 * What nearly all the time of a step goes into: products with a matrix whose columns are arrays of their own. Every number that comes
 * out is the sum of its products one after the other, input by input, in one rounding each: the same bits from every kernel, and
 * whatever rows stand beside it.
 */
interface Kernel {
    /** The fastest one that this Java has. */
    Kernel FASTEST = fastest();

    /** Columns are filled up with zeros to a multiple of this, and rows that have room for it are computed without a rest. */
    int LANES = 16;

    /** y += W x for the first rows of a batch: columns [inputs][outputs], x [rows, inputs or more], y [rows, outputs or more]. */
    void add(float[][] columns, int outputs, float[][] x, float[][] y, int rows);

    /** y += W x for an x of zeros and ones: adds the columns where it is one. */
    void addColumns(float[][] columns, int outputs, int[] ones, int count, float[] y);

    /** e^x in place, as {@link Activation#exp}, of a range. */
    void exp(float[] x, int from, int to);

    /** So many outputs and what they are filled up with. */
    static int room(int outputs) {
        return (outputs + LANES - 1) / LANES * LANES;
    }

    /** Vectors where Java was started with {@code --add-modules jdk.incubator.vector}. */
    private static Kernel fastest() {
        boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return vectors ? new VectorKernel() : new LoopKernel();
    }
}
