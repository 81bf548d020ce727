package io.slipstream.sim.driver;

import io.slipstream.sim.ActionGrid;
import io.slipstream.sim.VectorEnvironment;
import io.slipstream.sim.world.Light;
import io.slipstream.sim.world.World;
import java.util.Arrays;

/**
 * A rule-based driver that knows where everybody is going: pure pursuit, bends at a comfortable speed, following, overtaking where that is the task, stopping at
 * lights and signs, and giving way after looking ahead along both ways. Not fast; for seeding, comparison and tests.
 */
public final class ExpertDriver implements Driver {
    /** How far before a conflict the centre of the waiting car stands, m: far enough to be under way when it gets there. */
    private static final double STOP_BEFORE = 8;
    /** How near to a conflict it may come at most without being in the way, m. */
    private static final double LAST_BEFORE = 1.3;

    /** How far before a stop line, m. */
    private static final double STOP_SHORT = 1;

    private static final double HARD_BRAKING = 4;
    private static final double LASTING_MARGIN = 0.6;

    private final GridRounding rounding;
    private final LookAhead lookAhead = new LookAhead();
    private final Overtaking overtaking;
    private final double[] acceleration;
    private final double[] steering;
    /** Ticks since the ego vehicle has entered a lane with priority. */
    private final int[] inLane;
    /** Whether it was decided to go; then smaller margins do, so that it does not waver. */
    private final boolean[] going;

    private final long[] episode;

    /** A driver of that many environments. */
    public ExpertDriver(int environments) {
        rounding = new GridRounding(environments);
        overtaking = new Overtaking(environments);
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
     * Demonstrates in some environments, which have to be the same ones at every step. Takes the action that is nearest and carries nothing on
     * to the next tick: what is done can then be told from what is seen, which a policy that imitates it needs. It drives as well, only a
     * little slower (docs/results/finetuning.md).
     *
     * @param environments which
     * @param actions [environments], written there
     */
    public void demonstrate(VectorEnvironment environment, int[] environments, int[] actions) {
        for (int e : environments) {
            command(environment, e, acceleration, steering);
            actions[e] = ActionGrid.nearest(acceleration[e], steering[e]);
        }
    }

    /**
     * Chooses commands of the continuous action space.
     *
     * @param accelerations [environments], written, m/s2
     * @param steeringAngles [environments], written, rad
     */
    public void act(VectorEnvironment environment, double[] accelerations, double[] steeringAngles) {
        for (int e = 0; e < accelerations.length; e++) {
            command(environment, e, accelerations, steeringAngles);
        }
    }

    private void command(VectorEnvironment environment, int e, double[] accelerations, double[] steeringAngles) {
        World world = environment.world();
        countInLane(environment, e);
        double left = overtaking.offset(world, e);
        double wanted = Math.min(cruise(world, e), Math.min(obey(world, e), giveWay(world, e)));
        if (!overtaking.beside(world, e)) {
            wanted = Math.min(wanted, follow(world, e));
        }
        accelerations[e] = Math.max(-5, Math.min(2.5, wanted));
        steeringAngles[e] = RouteFollower.steering(world, e, left);
    }

    private void countInLane(VectorEnvironment environment, int e) {
        if (environment.episode(e) != episode[e]) {
            episode[e] = environment.episode(e);
            inLane[e] = 0;
            going[e] = false;
            overtaking.reset(e);
        }
        inLane[e] = environment.world().inConflict(e) ? inLane[e] + 1 : 0;
    }

    private static double cruise(World world, int e) {
        double limit = RouteFollower.speedLimit(world.route(e), world.progress(e), world.desiredSpeed(e));
        return RouteFollower.approach(world.speed(e), limit);
    }

    private static double follow(World world, int e) {
        return Following.acceleration(world, e, world.progress(e), world.speed(e), 0, 0);
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
        return RouteFollower.stopWithin(conflict - STOP_BEFORE, v);
    }

    /** Stops at red lights and signs, and at yellow where that is possible. */
    private static double obey(World world, int e) {
        double left = world.stopDistance(e);
        double v = world.speed(e);
        Light light = world.light(e);
        boolean tooLate = v * v > 2 * HARD_BRAKING * Math.max(0, left);
        if (Double.isInfinite(left) || light == Light.GREEN || light == Light.YELLOW && tooLate) {
            return Double.POSITIVE_INFINITY;
        }
        return RouteFollower.stopWithin(left - STOP_SHORT, v);
    }
}
