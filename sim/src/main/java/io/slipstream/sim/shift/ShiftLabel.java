package io.slipstream.sim.shift;

/** What a shift changes, as the simulator itself measures it. For grading only. */
public enum ShiftLabel {
    /** Neither the way the world answers nor what is asked of the policy. */
    NONE,
    /** The way the world answers to the same action. */
    DYNAMICS,
    /** What the policy meets or is asked for. */
    POLICY,
    /** Both. */
    MIXED,
    /** Only what is seen of the world: outside the matrix of the other four. */
    OBSERVATION
}
