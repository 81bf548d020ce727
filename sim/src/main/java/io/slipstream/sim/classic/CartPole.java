package io.slipstream.sim.classic;

import io.slipstream.environment.ObservationSpace;
import io.slipstream.environment.Spaces;
import java.util.SplittableRandom;

/**
 * A pole on a cart that is pushed left (0) or right (1), with the equations and constants of Barto, Sutton and Anderson (1983) as
 * Gymnasium's CartPole-v1 has them: Euler steps of 0.02 s, over at 2.4 m or 12 degrees, 500 steps. Every step pays 1.
 */
public final class CartPole implements ClassicTask {
    /** Name. */
    public static final String ID = "CartPole";

    private static final Spaces SPACES = new Spaces(ObservationSpace.ofBody("pole", 4), 2, 0.02);
    private static final double GRAVITY = 9.8;
    private static final double CART = 1.0;
    private static final double POLE = 0.1;
    private static final double HALF_LENGTH = 0.5;
    private static final double PUSH = 10;
    private static final double STEP = 0.02;
    private static final double TRACK = 2.4;
    private static final double LEAN = 12 * 2 * Math.PI / 360;
    private static final int MAX_STEPS = 500;
    /** Gymnasium calls it solved at a mean return of 475. */
    private static final int ENOUGH = 475;

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
        return 4;
    }

    @Override
    public int maxSteps() {
        return MAX_STEPS;
    }

    @Override
    public void begin(double[] state, int at, SplittableRandom random) {
        for (int i = at; i < at + 4; i++) {
            state[i] = random.nextDouble(-0.05, 0.05);
        }
    }

    @Override
    public double step(double[] state, int at, int action, ClassicShift shift) {
        double speed = state[at + 1];
        double lean = state[at + 2];
        double turn = state[at + 3];
        double force = action == 1 ? PUSH : -PUSH;
        double pole = POLE * shift.mass();
        double half = HALF_LENGTH * shift.length();
        double cos = StrictMath.cos(lean);
        double sin = StrictMath.sin(lean);
        double total = CART + pole;
        double pushed = (force + pole * half * turn * turn * sin) / total;
        double turning =
                (GRAVITY * shift.gravity() * sin - cos * pushed) / (half * (4.0 / 3.0 - pole * cos * cos / total));
        double gaining = pushed - pole * half * turning * cos / total;
        state[at] += STEP * speed;
        state[at + 1] += STEP * gaining;
        state[at + 2] += STEP * turn;
        state[at + 3] += STEP * turning;
        return 1;
    }

    @Override
    public boolean terminal(double[] state, int at) {
        return Math.abs(state[at]) > TRACK || Math.abs(state[at + 2]) > LEAN;
    }

    @Override
    public void observe(double[] state, int at, float[] out, int from) {
        out[from] = (float) (state[at] / TRACK);
        out[from + 1] = (float) (state[at + 1] / 3);
        out[from + 2] = (float) (state[at + 2] / LEAN);
        out[from + 3] = (float) (state[at + 3] / 3);
    }

    @Override
    public boolean success(int steps, double episodeReturn) {
        return steps >= ENOUGH;
    }

    /** Full state feedback: keeps the pole up and the cart in the middle. */
    @Override
    public int rule(double[] state, int at) {
        double wanted = 0.6 * state[at] + 1.0 * state[at + 1] + 18 * state[at + 2] + 3 * state[at + 3];
        return wanted > 0 ? 1 : 0;
    }
}
