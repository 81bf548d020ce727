package io.slipstream.monitor.canary;

/** What a trial comes to. */
public enum Ruling {
    /** Neither is shown yet. */
    GOES_ON,
    /** The candidate is shown to be as good within the margins, on every metric. */
    PROMOTE,
    /** The candidate is shown to be worse. */
    ROLL_BACK,
    /** The longest length is reached and neither is shown. */
    UNDECIDED
}
