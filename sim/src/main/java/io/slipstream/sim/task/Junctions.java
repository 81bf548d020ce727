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

    static Task turn(String id, boolean left, Layout layout, Traffic traffic) {
        Segment arc =
                left ? Segment.left(layout.half + layout.offset, 90) : Segment.right(layout.half - layout.offset, 90);
        Route ego = Route.of(
                Pose.ofDegrees(layout.offset, -layout.half - layout.in, 90),
                Segment.straight(layout.in),
                arc,
                Segment.straight(layout.out));
        Route eastbound = Route.of(Pose.ofDegrees(-70, -layout.offset, 0), Segment.straight(110));
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
    }

    /**
     * How much comes.
     *
     * @param speed m/s
     * @param headway s
     */
    record Traffic(double speed, Headway headway) {}
}
