package io.slipstream.sim.classic;

import io.slipstream.environment.ObservationSpace;
import io.slipstream.environment.Spaces;
import java.util.SplittableRandom;

/**
 * A pendulum to be swung up and held, with the equations and constants of Gymnasium's Pendulum-v1: a rod of 1 m and 1 kg, steps of
 * 0.05 s, 200 of them, reward -(angle^2 + .1 turn^2 + .001 torque^2). The torque comes from a grid of five, -2 to 2 N m.
 */
public final class Pendulum implements ClassicTask {
    /** Name. */
    public static final String ID = "Pendulum";

    private static final Spaces SPACES = new Spaces(ObservationSpace.ofBody("pendulum", 3), 5, 0.05);
    private static final double GRAVITY = 10;
    private static final double STEP = 0.05;
    private static final double FASTEST = 8;
    private static final int MAX_STEPS = 200;
    /** A swing-up that is then held costs about 120 to 350, hanging down about 1200. */
    private static final double ENOUGH = -500;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Spaces spaces() {
        return SPACES;
    }

    @Override
    public int stateSize() {
        return 2;
    }

    @Override
    public int maxSteps() {
        return MAX_STEPS;
    }

    @Override
    public void begin(double[] state, int at, SplittableRandom random) {
        state[at] = random.nextDouble(-Math.PI, Math.PI);
        state[at + 1] = random.nextDouble(-1, 1);
    }

    @Override
    public double step(double[] state, int at, int action, ClassicShift shift) {
        double angle = state[at];
        double turn = state[at + 1];
        double torque = torque(action);
        double length = shift.length();
        double reward = -(angle * angle + 0.1 * turn * turn + 0.001 * torque * torque);
        double turning = 3 * GRAVITY * shift.gravity() / (2 * length) * StrictMath.sin(angle)
                + 3 / (shift.mass() * length * length) * torque;
        double next = Math.max(-FASTEST, Math.min(FASTEST, turn + STEP * turning));
        state[at] = wrapped(angle + STEP * next);
        state[at + 1] = next;
        return reward;
    }

    private static double torque(int action) {
        return action - 2.0;
    }

    private static double wrapped(double angle) {
        return angle - 2 * Math.PI * Math.floor((angle + Math.PI) / (2 * Math.PI));
    }

    @Override
    public boolean terminal(double[] state, int at) {
        return false;
    }

    @Override
    public void observe(double[] state, int at, float[] out, int from) {
        out[from] = (float) StrictMath.cos(state[at]);
        out[from + 1] = (float) StrictMath.sin(state[at]);
        out[from + 2] = (float) (state[at + 1] / FASTEST);
    }

    @Override
    public boolean success(int steps, double episodeReturn) {
        return steps >= MAX_STEPS && episodeReturn >= ENOUGH;
    }

    /** Feeds energy in below, holds it above. */
    @Override
    public int rule(double[] state, int at) {
        double angle = state[at];
        double turn = state[at + 1];
        double wanted;
        if (Math.abs(angle) < 0.6) {
            wanted = -(10 * angle + 2 * turn);
        } else {
            double energy = turn * turn / 6 + 5 * (StrictMath.cos(angle) - 1);
            wanted = energy < 0 ? 2 * Math.signum(turn == 0 ? 1 : turn) : -Math.signum(turn);
        }
        return (int) Math.round(Math.max(-2, Math.min(2, wanted))) + 2;
    }
}
