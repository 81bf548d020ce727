package io.slipstream.app.chaos;

/**
 * How a fault went by; times in seconds since faults began.
 *
 * @param fault what happened
 * @param at when
 * @param mended when it was taken back
 * @param well when its target was heard of again: a broker in sync with the others, a service with a record of its own on the log, a link
 *     with records of all actors; NaN when never
 */
record Recovery(Fault fault, double at, double mended, double well) {
    /** Seconds from mending to being well. */
    double seconds() {
        return well - mended;
    }
}
