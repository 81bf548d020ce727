package io.slipstream.model.inference;

/**
 * z: G categorical variables of K classes each, side by side in a row.
 *
 * @param groups G
 * @param classes K
 */
record Latents(int groups, int classes) {
    private static final float UNIFORM_SHARE = 0.01f;

    /** Logits to probabilities with 1 % of the uniform distribution mixed in (DreamerV3), in place. */
    void mix(float[] row) {
        Activation.softmax(row, groups, classes);
        for (int k = 0; k < groups * classes; k++) {
            row[k] = row[k] * (1 - UNIFORM_SHARE) + UNIFORM_SHARE / classes;
        }
    }

    /** Draws every variable: where z is one, as indices of [G x K]; uniform [G] from an index on, in [0, 1). */
    void sample(float[] probabilities, float[] uniform, int from, int[] ones) {
        for (int g = 0; g < groups; g++) {
            ones[g] = g * classes + Choice.drawn(probabilities, g * classes, classes, uniform[from + g]);
        }
    }

    /** The likeliest class of every variable, as indices of [G x K]. */
    void likeliest(float[] probabilities, int[] ones) {
        for (int g = 0; g < groups; g++) {
            ones[g] = g * classes + Choice.likeliest(probabilities, g * classes, classes);
        }
    }

    /** Total variation between two distributions, the mean over the variables. */
    float totalVariation(float[] one, float[] other) {
        float sum = 0;
        for (int k = 0; k < groups * classes; k++) {
            sum += Math.abs(one[k] - other[k]);
        }
        return 0.5f * sum / groups;
    }
}
