package io.slipstream.sim.task;

/**
 * A stop sign: whoever leaves its neighbourhood too early, or passes it by, has run it.
 *
 * @param at where it stands along the route, m
 * @param radius how near to it counts, m
 * @param ticks of 0.1 s to spend there
 */
public record StopSign(double at, double radius, int ticks) implements Control {
    /** Checks the bounds. */
    public StopSign {
        if (!(at > 0) || Double.isInfinite(at) || !(radius > 0) || ticks < 1) {
            throw new IllegalArgumentException(
                    "a stop sign needs a place ahead, a radius and at least one tick, not at " + at + " m, radius "
                            + radius + " m, " + ticks + " ticks");
        }
    }
}
