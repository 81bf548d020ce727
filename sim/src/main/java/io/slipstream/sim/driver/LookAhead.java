package io.slipstream.sim.driver;

import io.slipstream.sim.world.Path;
import io.slipstream.sim.world.World;

/** Rolls the ego vehicle and the other cars out along their ways and sees whether they meet. */
final class LookAhead {
    private static final double HORIZON = 9;
    private static final double STEP = 0.2;
    private static final double HARD_BRAKING = 4;
    private static final double HALF_LENGTH = 2.25;
    private static final double HALF_WIDTH = 0.95;
    private static final double FRONT = 0.8;
    private static final double REAR = 1.2;
    private static final double SIDE = 0.25;
    /** After so long in a lane the cars behind are trusted to have seen the ego vehicle, s. */
    private static final double TRUST_AFTER = 1.6;

    private static final double YIELDING = 2.5;
    private static final double SAME_LANE = 1;

    private double margin = 1;
    /** Bit of each car that has seen the ego vehicle and stays behind it. */
    private int trusted;

    /** Whether the ego vehicle can drive on, having been in a lane with priority for some ticks already. */
    boolean isFree(World world, int e, int ticksInLane, double marginFactor) {
        margin = marginFactor;
        trusted = followers(world, e);
        Path route = world.route(e);
        double s = world.progress(e);
        double v = world.speed(e);
        double enters = world.nextConflict(e);
        double inLane = ticksInLane * 0.1;
        for (double t = STEP; t <= HORIZON; t += STEP) {
            double a = Math.min(
                    RouteFollower.approach(v, RouteFollower.speedLimit(route, s, world.desiredSpeed(e))),
                    Following.acceleration(world, e, s, v, t - STEP, trusted));
            v = Math.max(0, v + Math.max(-HARD_BRAKING, a) * STEP);
            s += v * STEP;
            inLane = s > enters - 0.5 ? inLane + STEP : inLane;
            if (s > route.length() || meets(world, e, s, t, inLane)) {
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
            if (on < s - HALF_LENGTH && along && world.carFromRoute(e, car, 0) < SAME_LANE) {
                found |= 1 << car;
            }
        }
        return found;
    }

    private boolean meets(World world, int e, double s, double t, double inLane) {
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
            if (dx * cos + dy * sin < 0 && inLane > TRUST_AFTER) {
                trusted |= 1 << car;
                continue;
            }
            if (dx * way.cosAt(at) + dy * way.sinAt(at) < 0) {
                // Whose lane the ego vehicle is in begins to brake for it.
                double back = 0.5 * YIELDING * inLane * inLane;
                dx -= back * way.cosAt(at);
                dy -= back * way.sinAt(at);
            }
            if (dx * dx + dy * dy > 40) {
                continue;
            }
            double ahead = dx * cos + dy * sin;
            double across = dy * cos - dx * sin;
            double carCos = way.cosAt(at) * cos + way.sinAt(at) * sin;
            double carSin = way.sinAt(at) * cos - way.cosAt(at) * sin;
            if (overlap(ahead, across, carCos, carSin)) {
                return true;
            }
        }
        return false;
    }

    /** Separating axes between the ego box with its margins and a car given in the ego frame. */
    private boolean overlap(double x, double y, double cos, double sin) {
        // The margins in front and behind differ, so the box with its margins has its centre elsewhere.
        double dx = x - margin * (FRONT - REAR) / 2;
        double length = HALF_LENGTH + margin * (FRONT + REAR) / 2;
        double width = HALF_WIDTH + margin * SIDE;
        double c = Math.abs(cos);
        double s = Math.abs(sin);
        return Math.abs(dx) < length + HALF_LENGTH * c + HALF_WIDTH * s
                && Math.abs(y) < width + HALF_LENGTH * s + HALF_WIDTH * c
                && Math.abs(dx * cos + y * sin) < HALF_LENGTH + length * c + width * s
                && Math.abs(y * cos - dx * sin) < HALF_WIDTH + length * s + width * c;
    }
}
