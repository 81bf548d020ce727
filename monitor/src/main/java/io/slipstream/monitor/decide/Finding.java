package io.slipstream.monitor.decide;

/** What a window shows, in the words of the simulator's own label of a shift, so that the two can be compared. */
public enum Finding {
    /** Nothing has changed. */
    NONE,
    /** The world answers differently to the same action. */
    DYNAMICS,
    /** What the policy meets or is asked for has changed. */
    POLICY,
    /** Both. */
    MIXED,
    /** Only what is seen of the world has changed: no update of either part helps. */
    OBSERVATION
}
