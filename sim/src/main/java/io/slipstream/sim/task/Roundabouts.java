package io.slipstream.sim.task;

import java.util.ArrayList;
import java.util.List;

/** Roundabouts, driven counter-clockwise, with cars that circulate before the ego vehicle comes. */
final class Roundabouts {
    private static final double LANE_LIMIT = 6;
    private static final int MAX_TICKS = 500;
    private static final double DESIRED_SPEED = 4;
    /** How far cars drive before they join and after they have left, m. */
    private static final double CAR_IN = 30;

    private static final double CAR_OUT = 20;

    private Roundabouts() {}

    /** In from the west, out to the north; cars come from the north. */
    static Task moderate(String id) {
        Layout layout = new Layout(20, 205, 220, 65, 30, 25);
        // They leave 155, 240 and 300 degrees round from the north; the lane they come in on joins at 25 degrees.
        return roundabout(id, layout, new Junctions.Traffic(4.44, new Headway(3, 7)), 90, List.of(130.0, 215.0, 275.0));
    }

    /**
     * A roundabout around the origin.
     *
     * @param before degrees of the circle from where the cars join it to where the ego vehicle does
     * @param exits degrees of the circle after which the cars leave
     */
    static Task roundabout(String id, Layout layout, Junctions.Traffic traffic, double before, List<Double> exits) {
        Route ego = layout.through(layout.entry, layout.angle, layout.in, layout.out);
        List<Route> routes = new ArrayList<>();
        for (double exit : exits) {
            routes.add(layout.through(layout.entry - before, exit, CAR_IN, CAR_OUT));
        }
        Stream stream = new Stream(routes, traffic.speed(), traffic.headway());
        return new Task(id, ego, List.of(stream), DESIRED_SPEED, LANE_LIMIT, MAX_TICKS);
    }

    /**
     * Measures of a roundabout.
     *
     * @param radius of the circle driven, m
     * @param entry where the ego vehicle joins it, degrees
     * @param angle how far it drives round, degrees
     * @param turn how far it turns right to join and to leave, degrees
     * @param in m driven before
     * @param out m driven behind
     */
    record Layout(double radius, double entry, double angle, double turn, double in, double out) {
        /** Radius at which a lane 1.75 m right of a leg through the middle meets the circle tangentially. */
        private double turnRadius() {
            double sin = StrictMath.sin(StrictMath.toRadians(90 - turn));
            double cos = StrictMath.cos(StrictMath.toRadians(turn));
            return (radius * sin - 1.75) / (1 - cos);
        }

        /** In, round and out again; built backwards from the place where it joins the circle. */
        Route through(double joins, double round, double before, double behind) {
            double turnRadius = turnRadius();
            double angle = StrictMath.toRadians(joins);
            Pose joined =
                    new Pose(radius * StrictMath.cos(angle), radius * StrictMath.sin(angle), angle + StrictMath.PI / 2);
            // Driven backwards, a right turn is a left one.
            Pose reversed = new Pose(joined.x(), joined.y(), joined.heading() + StrictMath.PI);
            Pose back =
                    Segment.straight(before).end(Segment.left(turnRadius, turn).end(reversed));
            Pose start = new Pose(back.x(), back.y(), back.heading() - StrictMath.PI);
            return Route.of(
                    start,
                    Segment.straight(before),
                    Segment.right(turnRadius, turn),
                    Segment.left(radius, round),
                    Segment.right(turnRadius, turn),
                    Segment.straight(behind));
        }
    }
}
