package io.slipstream.sim.driver;

import io.slipstream.sim.task.Task;
import io.slipstream.sim.world.Path;
import io.slipstream.sim.world.World;
import java.util.Arrays;

/** Rolls the ego vehicle and the other cars out along their ways and sees whether they meet. */
final class LookAhead {
    private static final double HORIZON = 9;
    private static final double STEP = 0.2;
    private static final double HARD_BRAKING = 4;
    /** After so long in a lane the cars behind are trusted to have seen the ego vehicle, s. */
    private static final double TRUST_AFTER = 1.6;

    /** Nearer to the middle of a lane than this the cars in it see somebody, m. */
    private static final double LANE = 2.6;

    private static final double YIELDING = 2.5;
    private static final double SAME_LANE = 1;

    private double margin = 1;
    /** How long the ego vehicle will have been in each car's lane, s. */
    private final double[] inItsLane = new double[Task.MAX_CARS];
    /** Bit of each car that has seen the ego vehicle and stays behind it. */
    private int trusted;

    /** Whether the ego vehicle can drive on, having been in a lane with priority for some ticks already. */
    boolean isFree(World world, int e, int ticksInLane, double marginFactor) {
        margin = marginFactor;
        trusted = followers(world, e);
        Path route = world.route(e);
        double s = world.progress(e);
        double v = world.speed(e);
        Arrays.fill(inItsLane, ticksInLane * 0.1);
        for (double t = STEP; t <= HORIZON; t += STEP) {
            double a = Math.min(
                    RouteFollower.approach(v, RouteFollower.speedLimit(route, s, world.desiredSpeed(e))),
                    Following.acceleration(world, e, s, v, t - STEP, trusted));
            v = Math.max(0, v + Math.max(-HARD_BRAKING, a) * STEP);
            s += v * STEP;
            if (s > route.length() || meets(world, e, s, t)) {
                return s > route.length();
            }
        }
        return true;
    }

    /** The cars that are behind in the same lane already. */
    private static int followers(World world, int e) {
        int found = 0;
        double s = world.progress(e);
        Path route = world.route(e);
        for (int car = 0; car < world.cars(e); car++) {
            double on = world.carOnRoute(e, car, 0);
            Path way = world.carPath(e, car);
            double at = world.carProgress(e, car);
            boolean along = way.cosAt(at) * route.cosAt(on) + way.sinAt(at) * route.sinAt(on) > 0.9;
            if (on < s - Clearance.HALF_LENGTH && along && world.carFromRoute(e, car, 0) < SAME_LANE) {
                found |= 1 << car;
            }
        }
        return found;
    }

    private boolean meets(World world, int e, double s, double t) {
        Path route = world.route(e);
        double x = route.xAt(s);
        double y = route.yAt(s);
        double cos = route.cosAt(s);
        double sin = route.sinAt(s);
        for (int car = 0; car < world.cars(e); car++) {
            Path way = world.carPath(e, car);
            double at = world.carProgress(e, car) + world.carSpeed(e, car) * t;
            if (at > way.length() || (trusted & 1 << car) != 0) {
                continue;
            }
            double dx = way.xAt(at) - x;
            double dy = way.yAt(at) - y;
            double wayCos = way.cosAt(at);
            double waySin = way.sinAt(at);
            boolean inLane = Math.abs(dy * wayCos - dx * waySin) < LANE;
            inItsLane[car] = inLane ? inItsLane[car] + STEP : 0;
            if (dx * cos + dy * sin < 0 && inItsLane[car] > TRUST_AFTER) {
                trusted |= 1 << car;
                continue;
            }
            if (dx * wayCos + dy * waySin < 0) {
                // Whose lane the ego vehicle is in begins to brake for it.
                double back = 0.5 * YIELDING * inItsLane[car] * inItsLane[car];
                dx -= back * wayCos;
                dy -= back * waySin;
            }
            if (dx * dx + dy * dy > 40) {
                continue;
            }
            double ahead = dx * cos + dy * sin;
            double across = dy * cos - dx * sin;
            double carCos = wayCos * cos + waySin * sin;
            double carSin = waySin * cos - wayCos * sin;
            if (Clearance.taken(ahead, across, carCos, carSin, margin)) {
                return true;
            }
        }
        return false;
    }
}
