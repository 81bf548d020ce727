package io.slipstream.model.inference;

/**
 * Element-wise functions of floats from nothing but the four operations, fused multiplication and minimum: exact to some
 * units in the last place, the same on every machine, and loops over arrays become vector instructions.
 */
final class Activation {
    /** From here on tanh is 1 in single precision. */
    private static final float TANH_END = 9f;

    static final float LOG2_E = 1.44269504f;
    static final float LN2_HIGH = 0.693359375f;
    static final float LN2_LOW = -2.12194440e-4f;
    static final float EXP_SMALLEST = -87f;
    static final float EXP_LARGEST = 88f;
    private static final float ROOT_HALF = 0.70710678f;
    static final int MANTISSA_BITS = 23;
    static final int EXPONENT_BIAS = 127;

    private Activation() {}

    /** x sigmoid(x), in place, of the first elements. */
    static void silu(float[] x, int count) {
        for (int j = 0; j < count; j++) {
            x[j] = x[j] * Math.fma(0.5f, tanh(0.5f * x[j]), 0.5f);
        }
    }

    /** 1 / (1 + e^-x), in place, of the first elements. */
    static void sigmoid(float[] x, int count) {
        for (int j = 0; j < count; j++) {
            x[j] = Math.fma(0.5f, tanh(0.5f * x[j]), 0.5f);
        }
    }

    /** tanh x, in place, of the first elements. */
    static void tanh(float[] x, int count) {
        for (int j = 0; j < count; j++) {
            x[j] = tanh(x[j]);
        }
    }

    /** A quotient of polynomials, minimax on [-9, 9] (the coefficients are those of Eigen's ptanh). */
    static float tanh(float x) {
        float y = Math.max(-TANH_END, Math.min(TANH_END, x));
        float s = y * y;
        float p = Math.fma(s, -2.76076847742355e-16f, 2.00018790482477e-13f);
        p = Math.fma(s, p, -8.60467152213735e-11f);
        p = Math.fma(s, p, 5.12229709037114e-08f);
        p = Math.fma(s, p, 1.48572235717979e-05f);
        p = Math.fma(s, p, 6.37261928875436e-04f);
        p = Math.fma(s, p, 4.89352455891786e-03f);
        float q = Math.fma(s, 1.19825839466702e-06f, 1.18534705686654e-04f);
        q = Math.fma(s, q, 2.26843463243900e-03f);
        q = Math.fma(s, q, 4.89352518554385e-03f);
        return y * p / q;
    }

    /** e^x for x in [-87, 88]; the ends for what lies beyond (Cephes' expf). */
    static float exp(float x) {
        float y = Math.max(EXP_SMALLEST, Math.min(EXP_LARGEST, x));
        int power = (int) (y * LOG2_E + (y < 0 ? -0.5f : 0.5f));
        float r = Math.fma(-power, LN2_LOW, Math.fma(-power, LN2_HIGH, y));
        float p = Math.fma(r, 1.9875691500e-4f, 1.3981999507e-3f);
        p = Math.fma(r, p, 8.3334519073e-3f);
        p = Math.fma(r, p, 4.1665795894e-2f);
        p = Math.fma(r, p, 1.6666665459e-1f);
        p = Math.fma(r, p, 5.0000001201e-1f);
        return (Math.fma(r * r, p, r) + 1f) * Float.intBitsToFloat((power + EXPONENT_BIAS) << MANTISSA_BITS);
    }

    /** ln x for a normal x > 0 (Cephes' logf); what is not finite stays so. */
    static float log(float x) {
        if (!(x < Float.POSITIVE_INFINITY)) {
            return x;
        }
        int bits = Float.floatToRawIntBits(x);
        int power = (bits >> MANTISSA_BITS) - EXPONENT_BIAS + 1;
        float m = Float.intBitsToFloat((bits & 0x7fffff) | 0x3f000000); // [0.5, 1)
        if (m < ROOT_HALF) {
            power--;
            m = m + m;
        }
        float r = m - 1f;
        float s = r * r;
        float p = Math.fma(r, 7.0376836292e-2f, -1.1514610310e-1f);
        p = Math.fma(r, p, 1.1676998740e-1f);
        p = Math.fma(r, p, -1.2420140846e-1f);
        p = Math.fma(r, p, 1.4249322787e-1f);
        p = Math.fma(r, p, -1.6668057665e-1f);
        p = Math.fma(r, p, 2.0000714765e-1f);
        p = Math.fma(r, p, -2.4999993993e-1f);
        p = Math.fma(r, p, 3.3333331174e-1f);
        float tail = Math.fma(power, LN2_LOW, r * s * p) - 0.5f * s;
        return Math.fma(power, LN2_HIGH, r + tail);
    }

    /** Probabilities of logits, in place: groups of so many classes side by side. */
    static void softmax(float[] x, int groups, int classes) {
        int end = groups * classes;
        for (int from = 0; from < end; from += classes) {
            subtractLargest(x, from, from + classes);
        }
        Kernel.FASTEST.exp(x, 0, end);
        for (int from = 0; from < end; from += classes) {
            divideBySum(x, from, from + classes);
        }
    }

    private static void subtractLargest(float[] x, int from, int to) {
        float largest = x[from];
        for (int j = from + 1; j < to; j++) {
            largest = Math.max(largest, x[j]);
        }
        for (int j = from; j < to; j++) {
            x[j] -= largest;
        }
    }

    private static void divideBySum(float[] x, int from, int to) {
        float sum = 0;
        for (int j = from; j < to; j++) {
            sum += x[j];
        }
        float share = 1f / sum;
        for (int j = from; j < to; j++) {
            x[j] *= share;
        }
    }
}
