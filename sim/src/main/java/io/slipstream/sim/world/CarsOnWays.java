package io.slipstream.sim.world;

import static io.slipstream.sim.world.State.CARS;

import java.util.Arrays;

/** Which cars are in the lane of which way, and where: so that who looks along a way need not look at every car. */
final class CarsOnWays {
    /** A car further beside its way than this is still in the lane it comes from, m. */
    private static final double STILL_THERE = 1.2;

    private final State state;
    /** [way]: the cars in its lane, bit i for the i-th car of the environment. */
    private int[] present = {};
    /** [way x CARS + i]: where on the way the i-th car is, m; valid when it is in its lane. */
    private double[] progress = {};
    /** [group]: the cars on ways of the group, a bit for each. */
    private int[] grouped = {};

    CarsOnWays(State state) {
        this.state = state;
    }

    /** Looks where all cars of an environment are. Allocates when its task has more ways than any before it. */
    void sort(int e) {
        int ways = state.scenario[e].task.ways.length;
        if (present.length < ways) {
            present = new int[ways];
            progress = new double[ways * CARS];
            grouped = new int[ways];
        }
        Arrays.fill(present, 0, ways, 0);
        Arrays.fill(grouped, 0, ways, 0);
        for (int i = 0; i < state.cars[e]; i++) {
            put(e, i);
        }
    }

    /** Puts a car where it is now; where it was before it stays, too. */
    void put(int e, int i) {
        WayPairs pairs = state.scenario[e].task.traffic.pairs;
        LaneLinks[] links = pairs.links;
        int car = e * CARS + i;
        int leaving = state.carLeaving[car];
        if (leaving >= 0 && Math.abs(state.carOffset[car]) > STILL_THERE) {
            put(links[leaving], i, state.carProgress[car]);
        }
        // Where it is going counts, when it is in one lane by both.
        put(links[state.carWay[car]], i, state.carProgress[car]);
        grouped[pairs.group[state.carWay[car]]] |= 1 << i;
    }

    private void put(LaneLinks links, int i, double at) {
        for (int k = 0; k < links.way.length; k++) {
            if (at >= links.from[k] && at <= links.to[k]) {
                int way = links.way[k];
                present[way] |= 1 << i;
                progress[way * CARS + i] = at + links.shift[k];
            }
        }
    }

    /** The cars in the lane of a way, bit i for the i-th one of the environment last sorted. */
    int present(int way) {
        return present[way];
    }

    /** The cars on the ways of a group, a bit for each. */
    int grouped(int group) {
        return grouped[group];
    }

    /** Where on the way the i-th car is, m; only when it is in its lane. */
    double progress(int way, int i) {
        return progress[way * CARS + i];
    }
}
