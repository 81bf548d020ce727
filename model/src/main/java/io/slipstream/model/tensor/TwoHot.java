package io.slipstream.model.tensor;

import ai.djl.ndarray.NDArray;

/** Scalars as a distribution over bins that are equally spaced in symlog (DreamerV3, section "two-hot"). */
public final class TwoHot {
    /** Bins reach from symexp(-8) = -2980 to symexp(8). */
    private static final double REACH = 8;

    private final float[] bins;
    private final NDArray binsColumn;

    /** With this number of bins, an odd one so that zero is a bin. */
    public TwoHot(Ops ops, int count) {
        bins = bins(count);
        binsColumn = ops.keep(ops.create(bins, 1, count));
    }

    /** What each of so many bins stands for. */
    public static float[] bins(int count) {
        float[] bins = new float[count];
        for (int i = 0; i < count; i++) {
            bins[i] = (float) symexp(REACH * (2.0 * i / (count - 1) - 1));
        }
        bins[count / 2] = 0f;
        return bins;
    }

    private static double symexp(double x) {
        return Math.signum(x) * (StrictMath.exp(Math.abs(x)) - 1);
    }

    /** Expected scalar [*, 1] of logits [*, bins]. */
    public NDArray mean(Ops ops, NDArray logits) {
        return ops.linear(logits.softmax(-1), binsColumn);
    }

    /** Target distribution [n, bins], row-major, of n scalars. */
    public float[] encode(float[] values) {
        float[] target = new float[values.length * bins.length];
        for (int i = 0; i < values.length; i++) {
            encode(values[i], target, i * bins.length);
        }
        return target;
    }

    private void encode(float value, float[] target, int offset) {
        int last = bins.length - 1;
        if (value >= bins[last]) {
            target[offset + last] = 1f;
            return;
        }
        int low = 0;
        int high = last;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (bins[middle] <= value) {
                low = middle;
            } else {
                high = middle;
            }
        }
        float share = Math.max(0f, (value - bins[low]) / (bins[high] - bins[low]));
        target[offset + low] = 1 - share;
        target[offset + high] = share;
    }
}
