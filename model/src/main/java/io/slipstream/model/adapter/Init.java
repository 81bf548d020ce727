package io.slipstream.model.adapter;

/** Which of the two factors of a fresh product is random; the other one is zero, so that it changes nothing yet (arXiv 2406.08447). */
public enum Init {
    /** A has the variance 1 / inputs, B is zero: bears the larger learning rate. */
    A,
    /** B has the variance 1 / r, A is zero. */
    B
}
