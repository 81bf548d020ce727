package io.slipstream.model.layout;

import java.util.Arrays;

/** scale B A, added to a matrix. */
final class LowRankProduct {
    private LowRankProduct() {}

    /**
     * Adds it in place.
     *
     * @param weights flat vector of the network
     * @param matrix where W [out, in] lies in it
     * @param a array that holds A [rank, in] from {@code offsetA} on
     * @param b array that holds B [out, rank] from {@code offsetB} on
     */
    static void addTo(
            float[] weights, Entry matrix, int rank, float scale, float[] a, int offsetA, float[] b, int offsetB) {
        float[] row = new float[matrix.columns()];
        for (int out = 0; out < matrix.rows(); out++) {
            Arrays.fill(row, 0f);
            for (int r = 0; r < rank; r++) {
                float factor = b[offsetB + out * rank + r];
                int from = offsetA + r * matrix.columns();
                for (int in = 0; in < row.length; in++) {
                    row[in] += factor * a[from + in];
                }
            }
            int offset = matrix.offset() + out * matrix.columns();
            for (int in = 0; in < row.length; in++) {
                weights[offset + in] += scale * row[in];
            }
        }
    }
}
