package io.slipstream.model.inference;

/**
 * Plain loops of a shape that HotSpot makes vector instructions of: over outputs, from index 0 of each array, every load in a local
 * variable; four rows of a batch and two inputs share each load. Most other shapes take two to five times as long on JDK 17
 * (docs/results/speed.md).
 */
final class LoopKernel implements Kernel {
    private static final int ROWS = 4;

    @Override
    public void add(float[][] columns, int outputs, float[][] x, float[][] y, int rows) {
        int row = 0;
        for (; row + ROWS <= rows; row += ROWS) {
            addToFour(columns, outputs, x, y, row);
        }
        for (; row < rows; row++) {
            addToOne(columns, outputs, x[row], y[row]);
        }
    }

    private static void addToFour(float[][] columns, int outputs, float[][] x, float[][] y, int row) {
        float[] x0 = x[row];
        float[] x1 = x[row + 1];
        float[] x2 = x[row + 2];
        float[] x3 = x[row + 3];
        float[] y0 = y[row];
        float[] y1 = y[row + 1];
        float[] y2 = y[row + 2];
        float[] y3 = y[row + 3];
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
            for (int j = 0; j < outputs; j++) {
                float p = a[j];
                float q = b[j];
                y0[j] = Math.fma(b0, q, Math.fma(a0, p, y0[j]));
                y1[j] = Math.fma(b1, q, Math.fma(a1, p, y1[j]));
                y2[j] = Math.fma(b2, q, Math.fma(a2, p, y2[j]));
                y3[j] = Math.fma(b3, q, Math.fma(a3, p, y3[j]));
            }
        }
        if (i < columns.length) {
            addOne(columns[i], outputs, x0[i], y0);
            addOne(columns[i], outputs, x1[i], y1);
            addOne(columns[i], outputs, x2[i], y2);
            addOne(columns[i], outputs, x3[i], y3);
        }
    }

    private static void addToOne(float[][] columns, int outputs, float[] x, float[] y) {
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
            addOne(columns[i], outputs, x[i], y);
        }
    }

    private static void addOne(float[] column, int outputs, float x, float[] y) {
        for (int j = 0; j < outputs; j++) {
            y[j] = Math.fma(x, column[j], y[j]);
        }
    }

    @Override
    public void exp(float[] x, int from, int to) {
        for (int j = from; j < to; j++) {
            x[j] = Activation.exp(x[j]);
        }
    }

    @Override
    public void addColumns(float[][] columns, int outputs, int[] ones, int count, float[] y) {
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
            float[] a = columns[ones[i]];
            for (int j = 0; j < outputs; j++) {
                y[j] += a[j];
            }
        }
    }
}
