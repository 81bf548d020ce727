package io.slipstream.sim.task;

import io.slipstream.sim.math.RandomSource;
import java.util.ArrayList;
import java.util.List;

/** Draws tasks with random measures. */
final class RandomRoads {
    private static final double LANE = 1.75;
    private static final double LANE_LIMIT = 3;
    private static final double DESIRED_SPEED = 4;
    private static final int MAX_TICKS = 500;

    private RandomRoads() {}

    /** A left turn, a right turn, a roundabout, a crossing or a winding road. */
    static Task draw(RandomSource random) {
        double kind = random.unit();
        if (kind < 0.30) {
            return leftTurn(random);
        } else if (kind < 0.50) {
            return rightTurn(random);
        } else if (kind < 0.80) {
            return roundabout(random);
        } else if (kind < 0.90) {
            return crossing(random);
        }
        return winding(random);
    }

    private static Task rightTurn(RandomSource random) {
        double half = random.uniform(8, 14) + LANE;
        return Junctions.turn("broad-right", false, layout(random, half), traffic(random));
    }

    private static Task leftTurn(RandomSource random) {
        double half = random.uniform(8, 14) - LANE;
        Junctions.Layout layout = layout(random, half);
        Task turn = Junctions.turn("broad-left", true, layout, traffic(random));
        double which = random.unit();
        List<Stream> streams = new ArrayList<>();
        if (which < 0.75) {
            streams.addAll(turn.streams());
        }
        if (which > 0.5) {
            // The lane it turns into.
            streams.add(stream(random, Route.of(Pose.ofDegrees(60, LANE, 180), Segment.straight(110))));
        }
        return task("broad-left", turn.route(), streams);
    }

    private static Junctions.Layout layout(RandomSource random, double half) {
        return new Junctions.Layout(half, LANE, random.uniform(20, 40), random.uniform(15, 30));
    }

    private static Task roundabout(RandomSource random) {
        double radius = random.chance(0.5) ? random.uniform(15, 19) : random.uniform(21, 25);
        double before = random.uniform(70, 110);
        double angle = random.uniform(50, 310 - before);
        Roundabouts.Layout layout = new Roundabouts.Layout(
                radius,
                random.uniform(0, 360),
                angle,
                random.uniform(55, 68),
                random.uniform(20, 35),
                random.uniform(15, 30));
        List<Double> exits = new ArrayList<>();
        int ways = 1 + random.below(3);
        for (int i = 0; i < ways; i++) {
            exits.add(random.uniform(before + 20, 280));
        }
        return Roundabouts.roundabout("broad-roundabout", layout, traffic(random), before, exits);
    }

    /** Straight on, across a stream from the left or the right. */
    private static Task crossing(RandomSource random) {
        Route ego =
                Route.of(Pose.ofDegrees(LANE, -random.uniform(30, 45), 90), Segment.straight(random.uniform(60, 90)));
        boolean fromLeft = random.chance(0.5);
        Pose source = fromLeft ? Pose.ofDegrees(-70, -LANE, 0) : Pose.ofDegrees(70, LANE, 180);
        return task("broad-crossing", ego, List.of(stream(random, Route.of(source, Segment.straight(120)))));
    }

    /** Straights and bends both ways; half of the roads have cars that come from behind. */
    private static Task winding(RandomSource random) {
        List<Segment> segments = new ArrayList<>();
        segments.add(Segment.straight(random.uniform(10, 30)));
        int bends = random.below(3);
        for (int i = 0; i < bends; i++) {
            double radius = random.uniform(8, 25);
            double degrees = random.uniform(20, 100);
            segments.add(random.chance(0.5) ? Segment.left(radius, degrees) : Segment.right(radius, degrees));
            segments.add(Segment.straight(random.uniform(5, 25)));
        }
        segments.add(Segment.straight(random.uniform(10, 30)));
        Route ego = new Route(Pose.ofDegrees(0, 0, 0), segments);
        List<Segment> longer = new ArrayList<>(segments);
        longer.add(0, Segment.straight(40));
        Route behind = new Route(Pose.ofDegrees(-40, 0, 0), longer);
        return task("broad-winding", ego, random.chance(0.5) ? List.of(stream(random, behind)) : List.of());
    }

    private static Task task(String id, Route route, List<Stream> streams) {
        return new Task(id, route, streams, DESIRED_SPEED, LANE_LIMIT, MAX_TICKS);
    }

    private static Stream stream(RandomSource random, Route route) {
        Junctions.Traffic traffic = traffic(random);
        return new Stream(List.of(route), traffic.speed(), traffic.headway());
    }

    private static Junctions.Traffic traffic(RandomSource random) {
        double from = random.uniform(2.2, 4);
        return new Junctions.Traffic(random.uniform(4, 7), new Headway(from, from + random.uniform(2.5, 5)));
    }
}
