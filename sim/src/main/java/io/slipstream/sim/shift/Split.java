package io.slipstream.sim.shift;

/** What a shift may be used for. The two never share a strength: what grades an identifier has not tuned it. */
public enum Split {
    /** Bounds and yardsticks may be fitted on it; it grades nothing. */
    CALIBRATION,
    /** It grades; nothing is ever fitted on it. A shift that does not say is graded. */
    GRADED
}
