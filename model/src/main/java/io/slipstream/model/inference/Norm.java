package io.slipstream.model.inference;

/** Layer normalisation of a row, with a gain and a shift for every feature. */
final class Norm {
    private static final float EPSILON = 1e-3f;

    private final float[] gain;
    private final float[] shift;

    Norm(float[] gain, float[] shift) {
        this.gain = gain;
        this.shift = shift;
    }

    /** In place. */
    void apply(float[] y) {
        int width = gain.length;
        float mean = sum(y, width) / width;
        for (int j = 0; j < width; j++) {
            y[j] -= mean;
        }
        float scale = (float) (1 / Math.sqrt(squares(y, width) / width + EPSILON));
        for (int j = 0; j < width; j++) {
            y[j] = Math.fma(y[j] * scale, gain[j], shift[j]);
        }
    }

    // Four sums side by side: an addition need not wait for the one before.
    private static float sum(float[] y, int width) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int j = 0;
        for (; j + 4 <= width; j += 4) {
            a += y[j];
            b += y[j + 1];
            c += y[j + 2];
            d += y[j + 3];
        }
        for (; j < width; j++) {
            a += y[j];
        }
        return (a + b) + (c + d);
    }

    private static float squares(float[] y, int width) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int j = 0;
        for (; j + 4 <= width; j += 4) {
            a = Math.fma(y[j], y[j], a);
            b = Math.fma(y[j + 1], y[j + 1], b);
            c = Math.fma(y[j + 2], y[j + 2], c);
            d = Math.fma(y[j + 3], y[j + 3], d);
        }
        for (; j < width; j++) {
            a = Math.fma(y[j], y[j], a);
        }
        return (a + b) + (c + d);
    }
}
