package io.slipstream.sim.shift;

/** What a shift changes, as the simulator itself knows it. For grading only. */
public enum ShiftLabel {
    /** Neither the way the world answers nor what is asked of the policy. */
    NONE,
    /** The way the world answers to the same action. */
    DYNAMICS,
    /** The task or the goal. */
    POLICY,
    /** Both. */
    MIXED
}
