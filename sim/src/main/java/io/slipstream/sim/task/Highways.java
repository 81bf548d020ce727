package io.slipstream.sim.task;

import io.slipstream.sim.math.RandomSource;
import io.slipstream.sim.task.Network.Lane;
import io.slipstream.sim.task.Network.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Roads without junctions: merging into a lane, changing lanes among fast cars, overtaking. */
final class Highways {
    private static final double LANE_WIDTH = 3.5;
    private static final double LANE_LIMIT = 3;
    private static final int MAX_TICKS = 500;

    private Highways() {}

    /** From a ramp 12 m to the right into a lane, by a curve of 40 m. */
    static Task merge(String id, Headway headway) {
        Route ego = Bends.between(Pose.ofDegrees(-70, -12, 0), 30, Bends.sideways(40, 12), 40);
        Route lane = Route.of(Pose.ofDegrees(-100, 0, 0), Segment.straight(150));
        return new Task(id, ego, List.of(new Stream(List.of(lane), 6.94, headway)), 6, LANE_LIMIT, MAX_TICKS);
    }

    /** 160 m along four lanes with changes from one to the next that every episode draws anew, as slowly as in a town. */
    static Task fourLanes(String id) {
        List<Lane> lanes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Route route = Route.of(Pose.ofDegrees(-70, LANE_WIDTH * i, 0), Segment.straight(270));
            lanes.add(new Lane(List.of(Way.ending(route)), i < 3 ? i + 1 : -1, i - 1, 230));
        }
        Network network = new Network(lanes, 15, 10, 14, Optional.of(new Headway(3.5, 7)));
        List<Route> routes = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            routes.add(throughLanes(new RandomSource(4, i), i % 4));
        }
        Features features = Features.NONE.withNetwork(network).withOtherRoutes(routes.subList(1, routes.size()));
        return new Task(id, routes.get(0), List.of(), 4, LANE_LIMIT, MAX_TICKS, features);
    }

    /** Keeps its lane for 15 to 30 m, then perhaps takes the next one, and so on. */
    private static Route throughLanes(RandomSource random, int first) {
        double change = 20;
        double left = 160;
        int lane = first;
        List<Segment> segments = new ArrayList<>();
        while (left > 30 + change + 15) {
            double straight = random.uniform(15, 30);
            segments.add(Segment.straight(straight));
            int next = lane + random.below(3) - 1;
            if (next >= 0 && next < 4 && next != lane) {
                segments.addAll(Bends.sideways(change, LANE_WIDTH * (next - lane)));
                left -= change;
                lane = next;
            }
            left -= straight;
        }
        segments.add(Segment.straight(left));
        return new Route(Pose.ofDegrees(0, LANE_WIDTH * first, 0), segments);
    }

    /** Behind a car at 2 m/s. Who stays there does not arrive in time. */
    static Task overtake(String id) {
        Pose start = Pose.ofDegrees(0, 0, 0);
        LeadCar car = new LeadCar(Route.of(start, Segment.straight(200)), 17, 23, 2, 0.2, 5);
        double laneLimit = 5;
        Features features = Features.NONE.withLeadCar(car, laneLimit);
        return new Task(id, Route.of(start, Segment.straight(140)), List.of(), 5, laneLimit, MAX_TICKS, features);
    }
}
