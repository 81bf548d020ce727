package io.slipstream.actor.admission;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds driving back while the learner is too far behind the log, so that what is trained on is never of versions long gone. Nothing is
 * discarded for it. A learner that says nothing, or none at all, holds nobody back: a fleet drives on without one. Safe from any thread.
 */
public final class Admission {
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

    private final long mostBehind;
    private final long patienceNanos;
    private final LongSupplier nanoClock;
    private volatile long heardAt;
    private volatile boolean held;

    /**
     * @param mostBehind records that the learner may be behind; 0 for any number
     * @param patience how long a learner's word counts
     * @param nanoClock monotonic time, ns
     */
    public Admission(long mostBehind, Duration patience, LongSupplier nanoClock) {
        this.mostBehind = mostBehind;
        this.patienceNanos = patience.toNanos();
        this.nanoClock = nanoClock;
    }

    /**
     * Takes the learner's word. Held back above the bound, let go below its half, so that it does not flicker. One thread calls it.
     *
     * @param behind records of the log that it has not taken in yet
     */
    public void heard(long behind) {
        heardAt = nanoClock.getAsLong();
        boolean now = mostBehind > 0 && behind > (held ? mostBehind / 2 : mostBehind);
        if (now != held) {
            LOG.info("the learner is {} records behind the log: driving {}", behind, now ? "waits for it" : "goes on");
        }
        held = now;
    }

    /** Whether another step may be taken. */
    public boolean open() {
        return !held || nanoClock.getAsLong() - heardAt > patienceNanos;
    }
}
