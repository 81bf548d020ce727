package io.slipstream.monitor;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Bounds how often something that failed may be begun anew: so many times within some time. Safe from any thread. */
final class Replacements {
    private final int most;
    private final long nanos;
    private final Deque<Long> times = new ArrayDeque<>();

    /**
     * @param most times
     * @param within this time
     */
    Replacements(int most, Duration within) {
        this.most = most;
        this.nanos = within.toNanos();
    }

    /** Whether it may be begun anew now; counts it when it may. */
    synchronized boolean mayGoOn(long nanoTime) {
        times.removeIf(time -> nanoTime - time > nanos);
        if (times.size() >= most) {
            return false;
        }
        times.addLast(nanoTime);
        return true;
    }
}
