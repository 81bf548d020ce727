package io.slipstream.monitor.canary;

/**
 * Episodes of one arm, in all or waiting for an episode of the other.
 *
 * @param episodes how many
 * @param sum of their values
 */
record Arm(long episodes, double sum) {
    static final Arm EMPTY = new Arm(0, 0);

    Arm with(double value) {
        return new Arm(episodes + 1, sum + value);
    }

    double mean() {
        return sum / episodes;
    }
}
