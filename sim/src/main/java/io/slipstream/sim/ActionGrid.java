package io.slipstream.sim;

/** The discrete actions: three accelerations x five steering angles, action = 5 i_acceleration + i_steering. */
public final class ActionGrid {
    /** Number of actions. */
    public static final int SIZE = 15;

    private static final double[] ACCELERATIONS = {-4, 0, 2};
    private static final double[] STEERING = {-0.42, -0.14, 0, 0.14, 0.42};

    private ActionGrid() {}

    /** Commanded acceleration of an action, m/s2. */
    public static double acceleration(int action) {
        return ACCELERATIONS[action / STEERING.length];
    }

    /** Commanded steering angle of an action, rad, left positive. */
    public static double steering(int action) {
        return STEERING[action % STEERING.length];
    }

    /** The action whose acceleration (m/s2) and steering angle (rad) come nearest. */
    public static int nearest(double acceleration, double steering) {
        return STEERING.length * nearest(ACCELERATIONS, acceleration) + nearest(STEERING, steering);
    }

    private static int nearest(double[] choices, double value) {
        int best = 0;
        for (int i = 1; i < choices.length; i++) {
            if (Math.abs(choices[i] - value) < Math.abs(choices[best] - value)) {
                best = i;
            }
        }
        return best;
    }
}
