package io.slipstream.model.adapter;

import io.slipstream.model.IllegalModelException;

/**
 * New weights of a policy's sub-units: in every layer W = W0 + sum_m (D_m - 1/M) (W_m - W0) with D = softmax(gain theta) on the simplex,
 * M numbers theta a layer. Equal theta give the base itself; the ends of the simplex are the sub-units, shifted so that their mean is the
 * base.
 *
 * @param gain how fast D answers to theta: one learning rate then suits weights and mixtures alike
 */
public record MixtureForm(float gain) implements AdapterForm {
    /** A step of 2e-3 in theta, the rate of low-rank updates of an actor, moves D by less than 1/100 of the simplex's width. */
    private static final float DEFAULT_GAIN = 16f;

    /** Checks the gain. */
    public MixtureForm {
        if (!(gain > 0) || !Float.isFinite(gain)) {
            throw new IllegalModelException("a mixture needs a positive gain, not " + gain);
        }
    }

    /** With the usual gain. */
    public static MixtureForm usual() {
        return new MixtureForm(DEFAULT_GAIN);
    }
}
