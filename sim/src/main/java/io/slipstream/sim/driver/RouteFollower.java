package io.slipstream.sim.driver;

import io.slipstream.sim.math.Trig;
import io.slipstream.sim.world.DrivenWorld;
import io.slipstream.sim.world.Path;

/** Steers along the route by pure pursuit and knows how fast its bends can be driven. */
final class RouteFollower {
    private static final double WHEELBASE = 2.8;
    private static final double MAX_STEERING = 0.7;
    private static final double LATERAL_ACCELERATION = 2.5;
    private static final double EASY_BRAKING = 1.5;
    private static final double VIEW = 15;

    private RouteFollower() {}

    /** The steering angle that leads to the route a few metres ahead, rad. */
    static double steering(DrivenWorld world, int e) {
        return steering(world, e, 0);
    }

    /** The steering angle that leads to a line some metres to the left of the route, rad. */
    static double steering(DrivenWorld world, int e, double left) {
        double distance = Math.max(3, Math.min(8, 2.5 + 0.5 * world.speed(e)));
        Path route = world.route(e);
        double s = world.progress(e) + distance;
        double dx = route.xAt(s) - world.x(e);
        double dy = route.yAt(s) - world.y(e);
        if (left != 0) {
            dx -= left * route.sinAt(s);
            dy += left * route.cosAt(s);
        }
        double slip = world.slip(e);
        // To first order the direction of travel, which is what has to point at the route.
        double courseCos = world.cos(e) - slip * world.sin(e);
        double courseSin = world.sin(e) + slip * world.cos(e);
        double across = dy * courseCos - dx * courseSin;
        double squared = dx * dx + dy * dy;
        double angle = Trig.atan(2 * WHEELBASE * across / squared);
        return Math.max(-MAX_STEERING, Math.min(MAX_STEERING, angle));
    }

    /** The highest speed at {@code s} that still allows for the bends ahead, at most {@code desired}; m/s. */
    static double speedLimit(Path route, double s, double desired) {
        double limit = desired;
        for (double ahead = 0; ahead <= VIEW; ahead += 1) {
            double bend = bendSpeed(route, s + ahead);
            limit = Math.min(limit, Math.sqrt(bend * bend + 2 * EASY_BRAKING * ahead));
        }
        return limit;
    }

    /** The speed that the bend at {@code s} allows, m/s. */
    static double bendSpeed(Path route, double s) {
        return Math.sqrt(LATERAL_ACCELERATION / Math.max(1e-3, Math.abs(route.curvatureAt(s))));
    }

    /** The acceleration that brings a speed to another, m/s2. */
    static double approach(double speed, double target) {
        return Math.max(-4, Math.min(2, 3 * (target - speed)));
    }

    /** The acceleration that brings a speed to nothing in some metres; infinite while there is time. */
    static double stopWithin(double metres, double v) {
        double needed = v * v / (2 * Math.max(0.1, metres));
        if (needed > 1.5) {
            return -1.1 * needed;
        }
        return metres < 0.5 ? -1 : Double.POSITIVE_INFINITY;
    }
}
