package io.slipstream.sim;

/** How an episode ended. */
public enum Outcome {
    /** Within 2.5 m of the end of the route: success. */
    DESTINATION,
    /** Touched another car. */
    COLLISION,
    /** Left the lane of the route by more than the task allows. */
    OUT_OF_LANE,
    /** Used up the ticks of the task. The only end that is not terminal. */
    TIME_OUT,
    /** Ran a red light. */
    SIGNAL,
    /** Ran a stop sign. */
    STOP;

    /** Whether the task was done. */
    public boolean success() {
        return this == DESTINATION;
    }

    /** Whether nothing could follow, so that a value estimate must not look beyond. */
    public boolean terminal() {
        return this != TIME_OUT;
    }
}
