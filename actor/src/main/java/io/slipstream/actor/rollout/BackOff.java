package io.slipstream.actor.rollout;

import java.time.Duration;

/** How long to wait after a failure: twice as long after each, until something has worked for as long as the longest wait. Owned by one thread. */
public final class BackOff {
    private final Duration shortest;
    private final Duration longest;
    private Duration next;
    private long until;
    private long failedAt;
    private boolean failed;

    /**
     * @param shortest wait after a first failure
     * @param longest no wait is longer
     */
    public BackOff(Duration shortest, Duration longest) {
        this.shortest = shortest;
        this.longest = longest;
        next = shortest;
    }

    /**
     * Takes note of a failure.
     *
     * @return how long to wait
     */
    public Duration failed(long nanoTime) {
        Duration wait = next;
        failed = true;
        failedAt = nanoTime;
        until = nanoTime + wait.toNanos();
        next = wait.multipliedBy(2).compareTo(longest) > 0 ? longest : wait.multipliedBy(2);
        return wait;
    }

    /** Takes note that something worked. */
    public void worked(long nanoTime) {
        if (failed && nanoTime - failedAt > longest.toNanos()) {
            failed = false;
            next = shortest;
        }
    }

    /** Time left to wait, ns; not positive when it is over. */
    public long nanosLeft(long nanoTime) {
        return failed ? until - nanoTime : 0;
    }
}
