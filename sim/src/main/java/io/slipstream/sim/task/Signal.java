package io.slipstream.sim.task;

/**
 * Traffic lights. Every episode draws the lengths of red and green and where in the cycle it begins; passing during red ends it.
 *
 * @param at how far along the route the middle of a waiting car is at most, m
 * @param redFrom shortest red, ticks of 0.1 s
 * @param redTo longest red, ticks
 * @param greenFrom shortest green, ticks
 * @param greenTo longest green, ticks
 * @param yellow between green and red, ticks
 */
public record Signal(double at, int redFrom, int redTo, int greenFrom, int greenTo, int yellow) implements Control {
    /** Checks the order. */
    public Signal {
        if (!(at > 0) || Double.isInfinite(at)) {
            throw new IllegalArgumentException("a signal needs a place ahead on the route, not " + at + " m");
        }
        if (redFrom < 1 || redTo < redFrom || greenFrom < 1 || greenTo < greenFrom || yellow < 0) {
            throw new IllegalArgumentException(
                    "a signal needs 1 <= from <= to ticks of red and of green and yellow >= 0,"
                            + " not red " + redFrom + " to " + redTo + ", green " + greenFrom + " to " + greenTo
                            + ", yellow "
                            + yellow);
        }
    }
}
