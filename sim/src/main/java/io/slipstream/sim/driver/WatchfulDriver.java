package io.slipstream.sim.driver;

import io.slipstream.sim.ActionGrid;
import io.slipstream.sim.world.EgoWorld;
import io.slipstream.sim.world.Path;

/**
 * A rule-based driver among cars of another simulator, of which it sees where they are and not where they are going: it takes each to go on
 * turning as it does. It follows its route by pure pursuit, keeps off whoever is ahead on it, and lets those go first who come into it from
 * the left, as at a roundabout and where one turns right into a road; from the right only who would be hit at once. Traffic keeps to
 * the right.
 */
public final class WatchfulDriver {
    /** How far ahead it looks for those who come from the left, s. */
    private static final double LEFT_HORIZON = 6;
    /** And for those from the right, who have to wait, s. */
    private static final double RIGHT_HORIZON = 1.2;

    private static final double STEP = 0.2;
    private static final int STEPS = (int) (LEFT_HORIZON / STEP);
    /** How far before the place where a car comes into its way it waits, m. */
    private static final double STOP_BEFORE = 7;
    /** How near it may come without being in the way, m. */
    private static final double LAST_BEFORE = 1.3;

    private static final double HARD_BRAKING = 4;
    /** Nearer to the middle of its way than this a car is in it, m. */
    private static final double IN_THE_WAY = 2.4;
    /** Whoever is this near to the middle of the route and heads along it is followed, m. */
    private static final double CORRIDOR = 2;

    private static final double ALONG = 0.7;
    private static final double VIEW = 35;
    /** Whoever comes into the route further behind than this is no conflict, m. */
    private static final double BEHIND = 4;
    /** Boxes whose middles are further apart than this do not touch, squared metres. */
    private static final double FAR_SQUARED = 40;

    /** Share of the margins that does once it was decided to go. */
    private static final double LASTING_MARGIN = 0.6;

    private static final double FREE = Double.POSITIVE_INFINITY;

    private final EgoWorld world;
    private final CarTurns turns;
    private final boolean[] going;
    /** [STEPS]: where on the route it would be if it drove on, m. */
    private final double[] rolled = new double[STEPS];

    /** A driver of all environments of a world. */
    public WatchfulDriver(EgoWorld world, int environments) {
        this.world = world;
        turns = new CarTurns(environments);
        going = new boolean[environments];
    }

    /** The action for an environment as it is; once a tick. */
    public int act(int e) {
        turns.look(world, e);
        double s = world.progress(e);
        double v = world.speed(e);
        Path route = world.route(e);
        rollOut(e, route, s, v);
        double wanted = RouteFollower.approach(v, RouteFollower.speedLimit(route, s, world.desiredSpeed(e)));
        double margin = going[e] ? LASTING_MARGIN : 1;
        double room = FREE;
        for (int car = 0; car < world.cars(e); car++) {
            double ahead = alongRoute(e, car, route, s);
            if (ahead > 0) {
                wanted = Math.min(wanted, Following.behind(ahead, v, world.carSpeed(e, car)));
            } else if (ahead == 0) {
                room = Math.min(room, room(e, car, route, s, v, margin));
            }
        }
        going[e] = room == FREE;
        wanted = Math.min(wanted, RouteFollower.stopWithin(room, v));
        return ActionGrid.nearest(Math.max(-5, Math.min(2.5, wanted)), RouteFollower.steering(world, e, 0));
    }

    private void rollOut(int e, Path route, double from, double speed) {
        double s = from;
        double v = speed;
        for (int k = 0; k < STEPS; k++) {
            double a = RouteFollower.approach(v, RouteFollower.speedLimit(route, s, world.desiredSpeed(e)));
            v = Math.max(0, v + a * STEP);
            s += v * STEP;
            rolled[k] = s;
        }
    }

    /** How far ahead a car is that drives along the route, m; negative for one that is behind in the same lane, 0 for one elsewhere. */
    private double alongRoute(int e, int car, Path route, double s) {
        double on = nearest(route, s - VIEW, s + VIEW, world.carX(e, car), world.carY(e, car));
        double along = world.carCos(e, car) * route.cosAt(on) + world.carSin(e, car) * route.sinAt(on);
        boolean inLane = squared(route, on, world.carX(e, car), world.carY(e, car)) < CORRIDOR * CORRIDOR;
        return inLane && along > ALONG ? on - s : 0;
    }

    /** How far the ego vehicle may drive on if a car comes into its way and would meet it there, m; else {@link #FREE}. */
    private double room(int e, int car, Path route, double s, double v, double margin) {
        double x = world.carX(e, car);
        double y = world.carY(e, car);
        double cos = world.carCos(e, car);
        double sin = world.carSin(e, car);
        double stride = world.carSpeed(e, car) * STEP;
        double turn = Math.sin(turns.of(e, car) * STEP);
        double straight = Math.sqrt(1 - turn * turn);
        double conflict = FREE;
        boolean fromLeft = false;
        for (int k = 0; k < STEPS; k++) {
            if (conflict == FREE) {
                double on = nearest(route, s - BEHIND, s + VIEW, x, y);
                if (squared(route, on, x, y) < IN_THE_WAY * IN_THE_WAY) {
                    conflict = on - s;
                    fromLeft = isLeft(route, on, world.carX(e, car), world.carY(e, car));
                }
            }
            double until = fromLeft ? LEFT_HORIZON : RIGHT_HORIZON;
            if (conflict != FREE && (k + 1) * STEP > until || tooLate(conflict, v)) {
                return FREE;
            }
            x += cos * stride;
            y += sin * stride;
            double turned = cos * straight - sin * turn;
            sin = sin * straight + cos * turn;
            cos = turned;
            if (meets(route, rolled[k], x, y, cos, sin, margin)) {
                return Math.max(0, Math.min(conflict, rolled[k] - s) - STOP_BEFORE);
            }
        }
        return FREE;
    }

    /** Whether it cannot stop any more before a conflict that is so far ahead. */
    private static boolean tooLate(double conflict, double v) {
        return v * v > 2 * HARD_BRAKING * Math.max(0, conflict - LAST_BEFORE) || conflict <= LAST_BEFORE;
    }

    private static boolean meets(
            Path route, double s, double carX, double carY, double carCos, double carSin, double margin) {
        double cos = route.cosAt(s);
        double sin = route.sinAt(s);
        double dx = carX - route.xAt(s);
        double dy = carY - route.yAt(s);
        return dx * dx + dy * dy < FAR_SQUARED
                && Clearance.taken(
                        dx * cos + dy * sin,
                        dy * cos - dx * sin,
                        carCos * cos + carSin * sin,
                        carSin * cos - carCos * sin,
                        margin);
    }

    private static boolean isLeft(Path route, double s, double x, double y) {
        return (y - route.yAt(s)) * route.cosAt(s) - (x - route.xAt(s)) * route.sinAt(s) > 0;
    }

    /** Where between two places of the route it is nearest to a point, to the metre; m. */
    private static double nearest(Path route, double from, double to, double x, double y) {
        double best = Math.max(0, from);
        double least = squared(route, best, x, y);
        for (double s = best + 1; s <= to; s += 1) {
            double squared = squared(route, s, x, y);
            if (squared < least) {
                least = squared;
                best = s;
            }
        }
        return best;
    }

    private static double squared(Path route, double s, double x, double y) {
        double dx = x - route.xAt(s);
        double dy = y - route.yAt(s);
        return dx * dx + dy * dy;
    }
}
