package io.slipstream.sim.driver;

import io.slipstream.sim.VectorEnvironment;
import io.slipstream.sim.world.Path;
import io.slipstream.sim.world.World;
import java.util.Arrays;

/**
 * A rule-based driver that knows where everybody is going: pure pursuit, bends at a comfortable speed, following, and giving way after
 * looking ahead along both ways. Not fast; for seeding, comparison and tests.
 */
public final class ExpertDriver implements Driver {
    private static final double CAR_LENGTH = 4.5;
    private static final double CORRIDOR = 2;
    private static final double FOLLOW_VIEW = 40;
    private static final double STANDSTILL_GAP = 2;
    private static final double TIME_GAP = 1.2;
    /** From where the centre stands at the line to where the conflict begins, m. */
    private static final double STOP_BEFORE = 3.05;

    private static final double COMMITTED = 0.4;

    private final GridRounding rounding;
    private final LookAhead lookAhead = new LookAhead();
    private final double[] acceleration;
    private final double[] steering;
    /** Ticks since the ego vehicle has entered a lane with priority. */
    private final int[] inLane;

    private final long[] episode;

    /** A driver of that many environments. */
    public ExpertDriver(int environments) {
        rounding = new GridRounding(environments);
        acceleration = new double[environments];
        steering = new double[environments];
        inLane = new int[environments];
        episode = new long[environments];
        Arrays.fill(episode, -1);
    }

    @Override
    public void act(VectorEnvironment environment, int[] actions) {
        act(environment, acceleration, steering);
        for (int e = 0; e < actions.length; e++) {
            actions[e] = rounding.action(environment, e, acceleration[e], steering[e]);
        }
    }

    /**
     * Chooses commands of the continuous action space.
     *
     * @param accelerations [environments], written, m/s2
     * @param steeringAngles [environments], written, rad
     */
    public void act(VectorEnvironment environment, double[] accelerations, double[] steeringAngles) {
        World world = environment.world();
        for (int e = 0; e < accelerations.length; e++) {
            countInLane(environment, e);
            double wanted = Math.min(cruise(world, e), Math.min(follow(world, e), giveWay(world, e)));
            accelerations[e] = Math.max(-5, Math.min(2.5, wanted));
            steeringAngles[e] = RouteFollower.steering(world, e);
        }
    }

    private void countInLane(VectorEnvironment environment, int e) {
        if (environment.episode(e) != episode[e]) {
            episode[e] = environment.episode(e);
            inLane[e] = 0;
        }
        inLane[e] = environment.world().inConflict(e) ? inLane[e] + 1 : 0;
    }

    private static double cruise(World world, int e) {
        double limit = RouteFollower.speedLimit(world.route(e), world.progress(e), world.desiredSpeed(e));
        return RouteFollower.approach(world.speed(e), limit);
    }

    /** Keeps the distance to the nearest car ahead that drives the same way. */
    private static double follow(World world, int e) {
        double wanted = Double.POSITIVE_INFINITY;
        double s = world.progress(e);
        for (int car = 0; car < world.cars(e); car++) {
            double ahead = world.carOnRoute(e, car, 0) - s;
            if (ahead > 0
                    && ahead < FOLLOW_VIEW
                    && world.carFromRoute(e, car, 0) < CORRIDOR
                    && alongRoute(world, e, car) > 0.5) {
                double gap = Math.max(0.1, ahead - CAR_LENGTH);
                wanted = Math.min(wanted, intelligentDriver(world, e, gap, world.carSpeed(e, car)));
            }
        }
        return wanted;
    }

    private static double alongRoute(World world, int e, int car) {
        Path way = world.carPath(e, car);
        double at = world.carProgress(e, car);
        double on = world.carOnRoute(e, car, 0);
        Path route = world.route(e);
        return way.cosAt(at) * route.cosAt(on) + way.sinAt(at) * route.sinAt(on);
    }

    private static double intelligentDriver(World world, int e, double gap, double leaderSpeed) {
        double v = world.speed(e);
        double free = v / Math.max(0.5, world.desiredSpeed(e));
        double room = STANDSTILL_GAP + Math.max(0, v * TIME_GAP + v * (v - leaderSpeed) / (2 * Math.sqrt(6)));
        return 2 * (1 - free * free * free * free - room / gap * (room / gap));
    }

    /** Stops before the next conflict unless looking ahead shows that it can be passed. */
    private double giveWay(World world, int e) {
        double left = world.nextConflict(e) - STOP_BEFORE - world.progress(e);
        if (Double.isInfinite(left) || left < -COMMITTED || lookAhead.isFree(world, e, inLane[e])) {
            return Double.POSITIVE_INFINITY;
        }
        double v = world.speed(e);
        double needed = v * v / (2 * Math.max(0.1, left));
        if (needed > 1.5) {
            return -1.1 * needed;
        }
        return left < 0.5 ? -1 : Double.POSITIVE_INFINITY;
    }
}
