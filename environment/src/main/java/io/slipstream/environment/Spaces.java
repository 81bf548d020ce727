package io.slipstream.environment;

/**
 * What an environment shows and takes, as data: models take their sizes from it.
 *
 * @param observation one observation
 * @param actions number A of discrete actions, 0 to A - 1
 * @param stepSeconds time that one step stands for, s
 */
public record Spaces(ObservationSpace observation, int actions, double stepSeconds) {
    /** Most actions: an action is one byte on the log. */
    public static final int MOST_ACTIONS = 256;

    /** Checks the numbers. */
    public Spaces {
        if (actions < 2 || actions > MOST_ACTIONS) {
            throw new IllegalArgumentException("there have to be 2 to " + MOST_ACTIONS + " actions, not " + actions
                    + "; give a continuous action a grid of values");
        }
        if (!(stepSeconds > 0) || Double.isInfinite(stepSeconds)) {
            throw new IllegalArgumentException("a step has to take a positive time, not " + stepSeconds + " s");
        }
    }
}
