package io.slipstream.sim.task;

import java.util.ArrayList;
import java.util.List;

/** Pieces of road made of several segments. */
final class Bends {
    private Bends() {}

    /**
     * A curve to one side and back that ends as it began, further to the side: two arcs of one radius.
     *
     * @param along how far it leads on, m
     * @param left how far it leads to the left, m; negative leads to the right
     */
    static List<Segment> sideways(double along, double left) {
        double half = 2 * StrictMath.atan(Math.abs(left) / along);
        double radius = along / 2 / StrictMath.sin(half);
        double degrees = StrictMath.toDegrees(half);
        return left > 0
                ? List.of(Segment.left(radius, degrees), Segment.right(radius, degrees))
                : List.of(Segment.right(radius, degrees), Segment.left(radius, degrees));
    }

    /** A straight, what is between, and a straight. */
    static Route between(Pose start, double before, List<Segment> middle, double behind) {
        List<Segment> segments = new ArrayList<>();
        segments.add(Segment.straight(before));
        segments.addAll(middle);
        segments.add(Segment.straight(behind));
        return new Route(start, segments);
    }
}
