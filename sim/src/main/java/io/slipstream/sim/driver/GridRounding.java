package io.slipstream.sim.driver;

import io.slipstream.sim.ActionGrid;
import io.slipstream.sim.VectorEnvironment;
import java.util.Arrays;

/** Turns commands into discrete actions and carries what rounding took on to the next tick. */
final class GridRounding {
    private static final double MOST_ACCELERATION = 3;
    private static final double MOST_STEERING = 0.21;

    private final double[] acceleration;
    private final double[] steering;
    private final long[] episode;

    GridRounding(int environments) {
        acceleration = new double[environments];
        steering = new double[environments];
        episode = new long[environments];
        Arrays.fill(episode, -1);
    }

    /** The action for a command of environment {@code e}: acceleration in m/s2, steering angle in rad. */
    int action(VectorEnvironment environment, int e, double wantedAcceleration, double wantedSteering) {
        if (environment.episode(e) != episode[e]) {
            episode[e] = environment.episode(e);
            acceleration[e] = 0;
            steering[e] = 0;
        }
        double a = wantedAcceleration + acceleration[e];
        double delta = wantedSteering + steering[e];
        int action = ActionGrid.nearest(a, delta);
        acceleration[e] = clip(a - ActionGrid.acceleration(action), MOST_ACCELERATION);
        steering[e] = clip(delta - ActionGrid.steering(action), MOST_STEERING);
        return action;
    }

    private static double clip(double value, double most) {
        return Math.max(-most, Math.min(most, value));
    }
}
