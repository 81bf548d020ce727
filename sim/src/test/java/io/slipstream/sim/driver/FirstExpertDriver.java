package io.slipstream.sim.driver;

import io.slipstream.sim.VectorEnvironment;
import io.slipstream.sim.world.World;
import java.util.Arrays;

/** The expert as it was when the golden hash was taken. It stays as it is, so that the hash tells of the world and not of the driver. */
public final class FirstExpertDriver implements Driver {
    /** How far before a conflict the centre of the waiting car stands, m. */
    private static final double STOP_BEFORE = 2.4;
    /** How near to a conflict it may come at most without being in the way, m. */
    private static final double LAST_BEFORE = 1.3;

    private static final double HARD_BRAKING = 4;
    private static final double LASTING_MARGIN = 0.6;

    private final GridRounding rounding;
    private final FirstLookAhead lookAhead = new FirstLookAhead();
    private final double[] acceleration;
    private final double[] steering;
    /** Ticks since the ego vehicle has entered a lane with priority. */
    private final int[] inLane;
    /** Whether it was decided to go; then smaller margins do, so that it does not waver. */
    private final boolean[] going;

    private final long[] episode;

    /** A driver of that many environments. */
    public FirstExpertDriver(int environments) {
        rounding = new GridRounding(environments);
        acceleration = new double[environments];
        steering = new double[environments];
        inLane = new int[environments];
        going = new boolean[environments];
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
            going[e] = false;
        }
        inLane[e] = environment.world().inConflict(e) ? inLane[e] + 1 : 0;
    }

    private static double cruise(World world, int e) {
        double limit = RouteFollower.speedLimit(world.route(e), world.progress(e), world.desiredSpeed(e));
        return RouteFollower.approach(world.speed(e), limit);
    }

    private static double follow(World world, int e) {
        return FirstFollowing.acceleration(world, e, world.progress(e), world.speed(e), 0);
    }

    /** Stops before the next conflict unless looking ahead shows that it can be passed, or it is too late to stop. */
    private double giveWay(World world, int e) {
        double conflict = world.nextConflict(e) - world.progress(e);
        double v = world.speed(e);
        boolean committed = v * v > 2 * HARD_BRAKING * Math.max(0, conflict - LAST_BEFORE);
        if (Double.isInfinite(conflict) || committed) {
            return Double.POSITIVE_INFINITY;
        }
        going[e] = lookAhead.isFree(world, e, inLane[e], going[e] ? LASTING_MARGIN : 1);
        if (going[e]) {
            return Double.POSITIVE_INFINITY;
        }
        double left = conflict - STOP_BEFORE;
        double needed = v * v / (2 * Math.max(0.1, left));
        if (needed > 1.5) {
            return -1.1 * needed;
        }
        return left < 0.5 ? -1 : Double.POSITIVE_INFINITY;
    }
}
