package io.slipstream.model.inference;

import io.slipstream.model.layout.Entry;

/**
 * W of y = W x. Its columns lie apart and every loop over outputs begins at index 0 of its arrays, for such loops become vector
 * instructions; four rows of a batch and two inputs share each load. What comes out for a row does not depend on the rows beside it.
 */
final class Matrix {
    private static final int ROWS = 4;

    private final float[][] columns; // [inputs][outputs]
    private final int outputs;

    private Matrix(float[][] columns, int outputs) {
        this.columns = columns;
        this.outputs = outputs;
    }

    /** Of a row-major array [outputs, inputs] in a flat vector. */
    static Matrix of(float[] flat, Entry entry) {
        float[][] columns = new float[entry.columns()][entry.rows()];
        for (int j = 0; j < entry.rows(); j++) {
            int row = entry.offset() + j * entry.columns();
            for (int i = 0; i < entry.columns(); i++) {
                columns[i][j] = flat[row + i];
            }
        }
        return new Matrix(columns, entry.rows());
    }

    /** Some of its inputs, from one to before another. */
    Matrix inputs(int from, int to) {
        float[][] some = new float[to - from][];
        System.arraycopy(columns, from, some, 0, some.length);
        return new Matrix(some, outputs);
    }

    int outputs() {
        return outputs;
    }

    /** y += W x for the first rows of a batch: x [rows, inputs or more], y [rows, outputs or more]. */
    void add(float[][] x, float[][] y, int rows) {
        int row = 0;
        for (; row + ROWS <= rows; row += ROWS) {
            addToFour(x, y, row);
        }
        for (; row < rows; row++) {
            addToOne(x[row], y[row]);
        }
    }

    private void addToFour(float[][] x, float[][] y, int row) {
        float[] x0 = x[row];
        float[] x1 = x[row + 1];
        float[] x2 = x[row + 2];
        float[] x3 = x[row + 3];
        float[] y0 = y[row];
        float[] y1 = y[row + 1];
        float[] y2 = y[row + 2];
        float[] y3 = y[row + 3];
        int n = outputs;
        int i = 0;
        for (; i + 2 <= columns.length; i += 2) {
            float[] a = columns[i];
            float[] b = columns[i + 1];
            float a0 = x0[i];
            float b0 = x0[i + 1];
            float a1 = x1[i];
            float b1 = x1[i + 1];
            float a2 = x2[i];
            float b2 = x2[i + 1];
            float a3 = x3[i];
            float b3 = x3[i + 1];
            for (int j = 0; j < n; j++) {
                float p = a[j];
                float q = b[j];
                y0[j] = Math.fma(b0, q, Math.fma(a0, p, y0[j]));
                y1[j] = Math.fma(b1, q, Math.fma(a1, p, y1[j]));
                y2[j] = Math.fma(b2, q, Math.fma(a2, p, y2[j]));
                y3[j] = Math.fma(b3, q, Math.fma(a3, p, y3[j]));
            }
        }
        if (i < columns.length) {
            addOne(columns[i], x0[i], y0);
            addOne(columns[i], x1[i], y1);
            addOne(columns[i], x2[i], y2);
            addOne(columns[i], x3[i], y3);
        }
    }

    private void addToOne(float[] x, float[] y) {
        int i = 0;
        for (; i + 4 <= columns.length; i += 4) {
            float x0 = x[i];
            float x1 = x[i + 1];
            float x2 = x[i + 2];
            float x3 = x[i + 3];
            float[] a = columns[i];
            float[] b = columns[i + 1];
            float[] c = columns[i + 2];
            float[] d = columns[i + 3];
            for (int j = 0; j < outputs; j++) {
                y[j] = Math.fma(x3, d[j], Math.fma(x2, c[j], Math.fma(x1, b[j], Math.fma(x0, a[j], y[j]))));
            }
        }
        for (; i < columns.length; i++) {
            addOne(columns[i], x[i], y);
        }
    }

    private void addOne(float[] column, float x, float[] y) {
        for (int j = 0; j < outputs; j++) {
            y[j] = Math.fma(x, column[j], y[j]);
        }
    }

    /** y += W x for an x of zeros and ones: adds the columns where it is one. */
    void addColumns(int[] ones, int count, float[] y) {
        int i = 0;
        for (; i + 4 <= count; i += 4) {
            float[] a = columns[ones[i]];
            float[] b = columns[ones[i + 1]];
            float[] c = columns[ones[i + 2]];
            float[] d = columns[ones[i + 3]];
            for (int j = 0; j < outputs; j++) {
                y[j] = y[j] + a[j] + b[j] + c[j] + d[j];
            }
        }
        for (; i < count; i++) {
            addColumn(ones[i], y);
        }
    }

    /** y += W x for an x that is one at an input and zero elsewhere. */
    void addColumn(int one, float[] y) {
        float[] column = columns[one];
        for (int j = 0; j < outputs; j++) {
            y[j] += column[j];
        }
    }
}
