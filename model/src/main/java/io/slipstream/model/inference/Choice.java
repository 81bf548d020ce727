package io.slipstream.model.inference;

/** One of several classes whose probabilities lie side by side in an array. */
public final class Choice {
    private Choice() {}

    /**
     * Drawn by inverting the cumulative distribution; the last class is what is left, so that rounding in the sum never falls off the end.
     *
     * @param uniform in [0, 1)
     * @return from 0
     */
    public static int drawn(float[] probabilities, int from, int classes, float uniform) {
        float below = 0;
        for (int k = 0; k < classes - 1; k++) {
            below += probabilities[from + k];
            if (!(below <= uniform)) {
                return k;
            }
        }
        return classes - 1;
    }

    /** The likeliest, the first of several; from 0. */
    public static int likeliest(float[] probabilities, int from, int classes) {
        int best = 0;
        for (int k = 1; k < classes; k++) {
            if (probabilities[from + k] > probabilities[from + best]) {
                best = k;
            }
        }
        return best;
    }
}
