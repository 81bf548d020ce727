package io.slipstream.sim.task;

import java.util.List;

/** Turns at a junction, entered from the south, with a stream from west to east. */
final class Junctions {
    private static final double LANE_LIMIT = 3;
    private static final int MAX_TICKS = 500;
    private static final double DESIRED_SPEED = 4;

    private Junctions() {}

    static Task rightTurn(String id, Headway headway) {
        return turn(id, false, Layout.TOWN_03, new Traffic(5, headway));
    }

    static Task leftTurn(String id, Headway headway) {
        return turn(id, true, Layout.TOWN_03, new Traffic(5, headway));
    }

    /** A right turn at a wider junction into a faster stream, town 12. */
    static Task denseRightTurn(String id) {
        Layout layout = new Layout(14, 1.875, 30, 20);
        return turn(id, false, layout, new Traffic(6, new Headway(2.2, 4.6)), 125);
    }

    /** Straight on, right or left at an empty junction with lights or a sign before it. */
    static Task controlled(String id, Control control) {
        Layout layout = Layout.TOWN_03;
        Pose start = Pose.ofDegrees(layout.offset, -layout.half - layout.in, 90);
        List<Route> routes = List.of(
                Route.of(start, Segment.straight(layout.in + 2 * layout.half + layout.out)),
                Bends.between(start, layout.in, List.of(layout.rightArc()), layout.out),
                Bends.between(start, layout.in, List.of(layout.leftArc()), layout.out));
        Features features = Features.NONE.withControl(control).withOtherRoutes(routes.subList(1, 3));
        return new Task(id, routes.get(0), List.of(), DESIRED_SPEED, LANE_LIMIT, MAX_TICKS, features);
    }

    static Task turn(String id, boolean left, Layout layout, Traffic traffic) {
        return turn(id, left, layout, traffic, 110);
    }

    private static Task turn(String id, boolean left, Layout layout, Traffic traffic, double streamLength) {
        Segment arc = left ? layout.leftArc() : layout.rightArc();
        Route ego = Route.of(
                Pose.ofDegrees(layout.offset, -layout.half - layout.in, 90),
                Segment.straight(layout.in),
                arc,
                Segment.straight(layout.out));
        Route eastbound = Route.of(Pose.ofDegrees(-70, -layout.offset, 0), Segment.straight(streamLength));
        Stream stream = new Stream(List.of(eastbound), traffic.speed, traffic.headway);
        return new Task(id, ego, List.of(stream), DESIRED_SPEED, LANE_LIMIT, MAX_TICKS);
    }

    /**
     * Measures of a junction, m.
     *
     * @param half from its middle to its edge
     * @param offset from the middle of the road to the middle of a lane
     * @param in driven before it
     * @param out driven behind it
     */
    record Layout(double half, double offset, double in, double out) {
        static final Layout TOWN_03 = new Layout(10, 1.75, 30, 20);

        Segment leftArc() {
            return Segment.left(half + offset, 90);
        }

        Segment rightArc() {
            return Segment.right(half - offset, 90);
        }
    }

    /**
     * How much comes.
     *
     * @param speed m/s
     * @param headway s
     */
    record Traffic(double speed, Headway headway) {}
}
