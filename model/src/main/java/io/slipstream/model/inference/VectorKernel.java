package io.slipstream.model.inference;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Vectors of Java's incubating API: sums stay in registers over all inputs, where a loop over arrays stores and loads them at every
 * second. Four rows of a batch and two vectors of outputs at a time. Slow wherever HotSpot's optimising compiler is switched off.
 */
final class VectorKernel implements Kernel {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
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
        int end = end(columns, outputs, y[row]);
        int from = 0;
        for (; from + 2 * LANES <= end; from += 2 * LANES) {
            addPairToFour(columns, from, x, y, row);
        }
        for (; from + LANES <= end; from += LANES) {
            addVectorToFour(columns, from, x, y, row);
        }
        for (int r = row; r < row + ROWS; r++) {
            addRest(columns, from, outputs, x[r], y[r]);
        }
    }

    private static void addPairToFour(float[][] columns, int from, float[][] x, float[][] y, int row) {
        float[] x0 = x[row];
        float[] x1 = x[row + 1];
        float[] x2 = x[row + 2];
        float[] x3 = x[row + 3];
        int next = from + LANES;
        FloatVector a0 = FloatVector.fromArray(SPECIES, y[row], from);
        FloatVector b0 = FloatVector.fromArray(SPECIES, y[row], next);
        FloatVector a1 = FloatVector.fromArray(SPECIES, y[row + 1], from);
        FloatVector b1 = FloatVector.fromArray(SPECIES, y[row + 1], next);
        FloatVector a2 = FloatVector.fromArray(SPECIES, y[row + 2], from);
        FloatVector b2 = FloatVector.fromArray(SPECIES, y[row + 2], next);
        FloatVector a3 = FloatVector.fromArray(SPECIES, y[row + 3], from);
        FloatVector b3 = FloatVector.fromArray(SPECIES, y[row + 3], next);
        for (int i = 0; i < columns.length; i++) {
            FloatVector p = FloatVector.fromArray(SPECIES, columns[i], from);
            FloatVector q = FloatVector.fromArray(SPECIES, columns[i], next);
            FloatVector v0 = FloatVector.broadcast(SPECIES, x0[i]);
            a0 = v0.fma(p, a0);
            b0 = v0.fma(q, b0);
            FloatVector v1 = FloatVector.broadcast(SPECIES, x1[i]);
            a1 = v1.fma(p, a1);
            b1 = v1.fma(q, b1);
            FloatVector v2 = FloatVector.broadcast(SPECIES, x2[i]);
            a2 = v2.fma(p, a2);
            b2 = v2.fma(q, b2);
            FloatVector v3 = FloatVector.broadcast(SPECIES, x3[i]);
            a3 = v3.fma(p, a3);
            b3 = v3.fma(q, b3);
        }
        a0.intoArray(y[row], from);
        b0.intoArray(y[row], next);
        a1.intoArray(y[row + 1], from);
        b1.intoArray(y[row + 1], next);
        a2.intoArray(y[row + 2], from);
        b2.intoArray(y[row + 2], next);
        a3.intoArray(y[row + 3], from);
        b3.intoArray(y[row + 3], next);
    }

    private static void addVectorToFour(float[][] columns, int from, float[][] x, float[][] y, int row) {
        float[] x0 = x[row];
        float[] x1 = x[row + 1];
        float[] x2 = x[row + 2];
        float[] x3 = x[row + 3];
        FloatVector a0 = FloatVector.fromArray(SPECIES, y[row], from);
        FloatVector a1 = FloatVector.fromArray(SPECIES, y[row + 1], from);
        FloatVector a2 = FloatVector.fromArray(SPECIES, y[row + 2], from);
        FloatVector a3 = FloatVector.fromArray(SPECIES, y[row + 3], from);
        for (int i = 0; i < columns.length; i++) {
            FloatVector p = FloatVector.fromArray(SPECIES, columns[i], from);
            a0 = FloatVector.broadcast(SPECIES, x0[i]).fma(p, a0);
            a1 = FloatVector.broadcast(SPECIES, x1[i]).fma(p, a1);
            a2 = FloatVector.broadcast(SPECIES, x2[i]).fma(p, a2);
            a3 = FloatVector.broadcast(SPECIES, x3[i]).fma(p, a3);
        }
        a0.intoArray(y[row], from);
        a1.intoArray(y[row + 1], from);
        a2.intoArray(y[row + 2], from);
        a3.intoArray(y[row + 3], from);
    }

    private static void addToOne(float[][] columns, int outputs, float[] x, float[] y) {
        int end = end(columns, outputs, y);
        int from = 0;
        for (; from + 4 * LANES <= end; from += 4 * LANES) {
            addFourVectorsToOne(columns, from, x, y);
        }
        for (; from + LANES <= end; from += LANES) {
            FloatVector sum = FloatVector.fromArray(SPECIES, y, from);
            for (int i = 0; i < columns.length; i++) {
                sum = FloatVector.broadcast(SPECIES, x[i]).fma(FloatVector.fromArray(SPECIES, columns[i], from), sum);
            }
            sum.intoArray(y, from);
        }
        addRest(columns, from, outputs, x, y);
    }

    private static void addFourVectorsToOne(float[][] columns, int from, float[] x, float[] y) {
        FloatVector a = FloatVector.fromArray(SPECIES, y, from);
        FloatVector b = FloatVector.fromArray(SPECIES, y, from + LANES);
        FloatVector c = FloatVector.fromArray(SPECIES, y, from + 2 * LANES);
        FloatVector d = FloatVector.fromArray(SPECIES, y, from + 3 * LANES);
        for (int i = 0; i < columns.length; i++) {
            FloatVector v = FloatVector.broadcast(SPECIES, x[i]);
            float[] column = columns[i];
            a = v.fma(FloatVector.fromArray(SPECIES, column, from), a);
            b = v.fma(FloatVector.fromArray(SPECIES, column, from + LANES), b);
            c = v.fma(FloatVector.fromArray(SPECIES, column, from + 2 * LANES), c);
            d = v.fma(FloatVector.fromArray(SPECIES, column, from + 3 * LANES), d);
        }
        a.intoArray(y, from);
        b.intoArray(y, from + LANES);
        c.intoArray(y, from + 2 * LANES);
        d.intoArray(y, from + 3 * LANES);
    }

    /** How far whole vectors may go: past the outputs, into what is filled up with zeros, where a row has room for that. */
    private static int end(float[][] columns, int outputs, float[] y) {
        return columns.length > 0 && y.length >= columns[0].length ? columns[0].length : outputs;
    }

    /** Outputs that fill no vector. */
    private static void addRest(float[][] columns, int from, int outputs, float[] x, float[] y) {
        for (int j = from; j < outputs; j++) {
            float sum = y[j];
            for (int i = 0; i < columns.length; i++) {
                sum = Math.fma(x[i], columns[i][j], sum);
            }
            y[j] = sum;
        }
    }

    @Override
    public void addColumns(float[][] columns, int outputs, int[] ones, int count, float[] y) {
        int end = end(columns, outputs, y);
        int from = 0;
        for (; from + LANES <= end; from += LANES) {
            FloatVector sum = FloatVector.fromArray(SPECIES, y, from);
            for (int i = 0; i < count; i++) {
                sum = sum.add(FloatVector.fromArray(SPECIES, columns[ones[i]], from));
            }
            sum.intoArray(y, from);
        }
        for (int j = from; j < outputs; j++) {
            float sum = y[j];
            for (int i = 0; i < count; i++) {
                sum += columns[ones[i]][j];
            }
            y[j] = sum;
        }
    }

    @Override
    public void exp(float[] x, int from, int to) {
        int j = from;
        for (; j + LANES <= to; j += LANES) {
            exp(FloatVector.fromArray(SPECIES, x, j)).intoArray(x, j);
        }
        for (; j < to; j++) {
            x[j] = Activation.exp(x[j]);
        }
    }

    /** Step by step what {@link Activation#exp} does. */
    private static FloatVector exp(FloatVector x) {
        FloatVector y = x.min(Activation.EXP_LARGEST).max(Activation.EXP_SMALLEST);
        FloatVector half = FloatVector.broadcast(SPECIES, 0.5f).blend(-0.5f, y.compare(VectorOperators.LT, 0f));
        IntVector power = (IntVector) y.mul(Activation.LOG2_E).add(half).convert(VectorOperators.F2I, 0);
        FloatVector minus = ((FloatVector) power.convert(VectorOperators.I2F, 0)).neg();
        FloatVector r = minus.fma(broadcast(Activation.LN2_LOW), minus.fma(broadcast(Activation.LN2_HIGH), y));
        FloatVector p = r.fma(broadcast(1.9875691500e-4f), broadcast(1.3981999507e-3f));
        p = r.fma(p, broadcast(8.3334519073e-3f));
        p = r.fma(p, broadcast(4.1665795894e-2f));
        p = r.fma(p, broadcast(1.6666665459e-1f));
        p = r.fma(p, broadcast(5.0000001201e-1f));
        FloatVector scale = power.add(Activation.EXPONENT_BIAS)
                .lanewise(VectorOperators.LSHL, Activation.MANTISSA_BITS)
                .reinterpretAsFloats();
        return r.mul(r).fma(p, r).add(1f).mul(scale);
    }

    private static FloatVector broadcast(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
