package io.slipstream.monitor.decide;

/** Watches a stream of numbers for a lasting rise of its mean. Not safe for use by several threads. */
interface ChangeDetector {
    /** Takes the next value; true when it makes certain that the mean has risen. The detector goes on from what came after the rise. */
    boolean rose(double value);
}
