package io.slipstream.sim.driver;

import io.slipstream.sim.world.Path;
import io.slipstream.sim.world.World;

/** Passes a slow car on its left where leaving the route costs nothing, and comes back. Keeps what it is about to do. */
final class Overtaking {
    private static final double LANE_WIDTH = 3.5;
    /** Cars slower than this share of the desired speed are worth it. */
    private static final double SLOW = 0.6;

    private static final double VIEW = 25;
    private static final double IN_LANE = 2;
    /** So far behind the ego vehicle the other one is when it comes back, m. */
    private static final double BACK_AFTER = 9;
    /** How fast it goes to the side, m per tick. */
    private static final double SIDEWAYS = 0.12;
    /** So far beside the other lane nobody in it is in the way, m. */
    private static final double CLEAR = 2.2;

    private final double[] offset;
    private final boolean[] passing;

    Overtaking(int environments) {
        offset = new double[environments];
        passing = new boolean[environments];
    }

    void reset(int e) {
        offset[e] = 0;
        passing[e] = false;
    }

    /** How far to the left of the route to drive, m. */
    double offset(World world, int e) {
        if (world.lateralFree(e) >= LANE_WIDTH) {
            passing[e] = slowCarBetween(world, e, passing[e] ? -BACK_AFTER : 0, VIEW);
            double goal = passing[e] ? LANE_WIDTH : 0;
            offset[e] += Math.max(-SIDEWAYS, Math.min(SIDEWAYS, goal - offset[e]));
        }
        return offset[e];
    }

    /** Whether the ego vehicle is beside the lane of its route, so that cars in it are not in its way. */
    boolean beside(World world, int e) {
        return passing[e] && world.lateral(e) > CLEAR;
    }

    private static boolean slowCarBetween(World world, int e, double from, double to) {
        Path route = world.route(e);
        for (int car = 0; car < world.cars(e); car++) {
            double on = world.carOnRoute(e, car, 0);
            double ahead = on - world.progress(e);
            Path way = world.carPath(e, car);
            double at = world.carProgress(e, car);
            boolean along = way.cosAt(at) * route.cosAt(on) + way.sinAt(at) * route.sinAt(on) > 0.9;
            if (ahead > from
                    && ahead < to
                    && along
                    && world.carFromRoute(e, car, 0) < IN_LANE
                    && world.carSpeed(e, car) < SLOW * world.desiredSpeed(e)) {
                return true;
            }
        }
        return false;
    }
}
