package io.slipstream.sim.task;

import java.util.List;

/**
 * A way through the world: the centre line that a car follows.
 *
 * @param start where it begins
 * @param segments its pieces, each going on where the one before ends
 */
public record Route(Pose start, List<Segment> segments) {
    /** Checks that there is something to drive. */
    public Route {
        segments = List.copyOf(segments);
        if (segments.isEmpty()) {
            throw new IllegalArgumentException("a route needs at least one segment");
        }
    }

    /** A route of these segments. */
    public static Route of(Pose start, Segment... segments) {
        return new Route(start, List.of(segments));
    }

    /** Length in m. */
    public double length() {
        return segments.stream().mapToDouble(Segment::length).sum();
    }
}
