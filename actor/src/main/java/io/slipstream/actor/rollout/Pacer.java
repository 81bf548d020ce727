package io.slipstream.actor.rollout;

import java.util.function.LongSupplier;

/**
 * Holds a rollout to a number of environment steps per second. What was missed for longer than a second is not made up
 * for, so that a pause is not followed by a rush. Owned by one thread.
 */
public final class Pacer {
    private static final long SECOND = 1_000_000_000L;

    private final double nanosPerTick;
    private final LongSupplier nanoClock;
    private double due;

    /**
     * @param stepsPerSecond environment steps a second over all environments; 0 for as fast as possible
     * @param environments steps one tick makes
     * @param nanoClock monotonic time, ns
     */
    public Pacer(double stepsPerSecond, int environments, LongSupplier nanoClock) {
        nanosPerTick = stepsPerSecond > 0 ? SECOND * environments / stepsPerSecond : 0;
        this.nanoClock = nanoClock;
        due = nanoClock.getAsLong();
    }

    /** Time left before the next tick is due, ns; not positive when it is. */
    public long nanosLeft() {
        return nanosPerTick == 0 ? 0 : (long) (due - nanoClock.getAsLong());
    }

    /** Takes note of a tick. */
    public void ticked() {
        due = Math.max(due, nanoClock.getAsLong() - SECOND) + nanosPerTick;
    }
}
