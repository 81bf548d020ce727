package io.slipstream.sim.task;

/**
 * The time between two cars of a stream, uniformly distributed.
 *
 * @param from shortest, s
 * @param to longest, s
 */
public record Headway(double from, double to) {
    /** Checks the order. */
    public Headway {
        if (!(from > 0) || !(to >= from) || Double.isInfinite(to)) {
            throw new IllegalArgumentException("a headway needs 0 < from <= to, not " + from + " to " + to);
        }
    }

    /** Both ends multiplied. */
    public Headway scaled(double factor) {
        return new Headway(from * factor, to * factor);
    }
}
