package io.slipstream.sim.task;

import java.util.List;
import java.util.Optional;

/**
 * Lanes beside each other and behind each other, among which cars choose their way and change lanes.
 *
 * @param lanes all of them; a lane names others by their index here
 * @param cars most cars on the road at a time
 * @param slowest desired speed of a car, m/s
 * @param fastest desired speed of a car, m/s
 * @param arrivals time between two cars at the start of every lane; without it, as many cars as given are there from the beginning
 */
public record Network(List<Lane> lanes, int cars, double slowest, double fastest, Optional<Headway> arrivals) {
    /** Checks that the lanes know each other and that the cars can be had. */
    public Network {
        lanes = List.copyOf(lanes);
        if (lanes.isEmpty() || cars < 0 || cars > Task.MAX_CARS) {
            throw new IllegalArgumentException(
                    "a network needs lanes and 0 to " + Task.MAX_CARS + " cars, not " + lanes.size() + " and " + cars);
        }
        if (!(slowest > 0) || !(fastest >= slowest) || !(fastest <= 40)) {
            throw new IllegalArgumentException(
                    "a network needs 0 < slowest <= fastest <= 40 m/s, not " + slowest + " and " + fastest);
        }
        if (arrivals.isPresent() && lanes.size() > Task.MAX_STREAMS) {
            throw new IllegalArgumentException("cars can arrive on at most " + Task.MAX_STREAMS + " lanes");
        }
        for (Lane lane : lanes) {
            check(lane, lanes.size());
        }
    }

    private static void check(Lane lane, int lanes) {
        boolean known = lane.left() < lanes && lane.right() < lanes;
        for (Way way : lane.ways()) {
            known &= way.next() < lanes;
        }
        if (!known) {
            throw new IllegalArgumentException("a lane names one that does not exist; there are " + lanes);
        }
    }

    /**
     * A lane up to the next junction and all ways to go on from there.
     *
     * @param ways where cars in it can go; all begin at the same place
     * @param left index of the lane to its left, or a negative number
     * @param right index of the lane to its right, or a negative number
     * @param changeUntil how far along cars may still leave it sideways, m
     */
    public record Lane(List<Way> ways, int left, int right, double changeUntil) {
        /** Checks that there is a way and that all have one source. */
        public Lane {
            ways = List.copyOf(ways);
            if (ways.isEmpty()
                    || ways.stream().map(way -> way.route().start()).distinct().count() > 1) {
                throw new IllegalArgumentException("a lane needs ways, all of which start at the same place");
            }
        }
    }

    /**
     * A way through a lane, and the junction behind it.
     *
     * @param route its centre line, going on for a while on the next lane
     * @param next index of the lane that it leads to, or a negative number when cars leave the world at its end
     * @param nextAt how far along the next lane begins, m
     * @param rank where ways meet, cars on the one with the smaller rank go first
     */
    public record Way(Route route, int next, double nextAt, int rank) {
        /** Checks that the next lane begins on it. */
        public Way {
            if (next >= 0 && !(nextAt > 0 && nextAt < route.length())) {
                throw new IllegalArgumentException("the next lane has to begin on the way, not at " + nextAt + " m");
            }
        }

        /** A way that ends where its route does. */
        public static Way ending(Route route) {
            return new Way(route, -1, 0, 0);
        }
    }
}
