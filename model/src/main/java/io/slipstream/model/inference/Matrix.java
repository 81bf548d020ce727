package io.slipstream.model.inference;

import io.slipstream.model.layout.Entry;

/** W of y = W x, its columns apart. */
final class Matrix {
    private final Kernel kernel;
    private final float[][] columns; // [inputs][outputs and zeros]
    private final int outputs;

    private Matrix(Kernel kernel, float[][] columns, int outputs) {
        this.kernel = kernel;
        this.columns = columns;
        this.outputs = outputs;
    }

    /** Of a row-major array [outputs, inputs] in a flat vector. */
    static Matrix of(float[] flat, Entry entry) {
        return of(flat, entry, Kernel.FASTEST);
    }

    /** The same, computed in a certain way. */
    static Matrix of(float[] flat, Entry entry, Kernel kernel) {
        float[][] columns = new float[entry.columns()][Kernel.room(entry.rows())];
        for (int j = 0; j < entry.rows(); j++) {
            int row = entry.offset() + j * entry.columns();
            for (int i = 0; i < entry.columns(); i++) {
                columns[i][j] = flat[row + i];
            }
        }
        return new Matrix(kernel, columns, entry.rows());
    }

    /** Some of its inputs, from one to before another. */
    Matrix inputs(int from, int to) {
        float[][] some = new float[to - from][];
        System.arraycopy(columns, from, some, 0, some.length);
        return new Matrix(kernel, some, outputs);
    }

    int outputs() {
        return outputs;
    }

    /** y += W x for the first rows of a batch: x [rows, inputs or more], y [rows, outputs or more]. */
    void add(float[][] x, float[][] y, int rows) {
        kernel.add(columns, outputs, x, y, rows);
    }

    /** y += W x for an x of zeros and ones: adds the columns where it is one. */
    void addColumns(int[] ones, int count, float[] y) {
        kernel.addColumns(columns, outputs, ones, count, y);
    }

    /** y += W x for an x that is one at an input and zero elsewhere. */
    void addColumn(int one, float[] y) {
        float[] column = columns[one];
        for (int j = 0; j < outputs; j++) {
            y[j] += column[j];
        }
    }
}
