package io.slipstream.app.replay;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** How fast a log is played. */
public interface Pace {
    /** As fast as it goes. */
    Pace FULL = timestamp -> {};

    /**
     * Waits until it is time for a record.
     *
     * @param timestamp of the record, ms
     */
    void until(long timestamp);

    /**
     * The speed at which the log was written.
     *
     * @param nanoClock monotonic time, ns
     */
    static Pace recorded(LongSupplier nanoClock) {
        long[] start = {Long.MIN_VALUE, 0};
        return timestamp -> {
            if (start[0] == Long.MIN_VALUE) {
                start[0] = timestamp;
                start[1] = nanoClock.getAsLong();
            }
            long due = start[1] + (timestamp - start[0]) * 1_000_000;
            long left = due - nanoClock.getAsLong();
            while (left > 0 && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(left);
                left = due - nanoClock.getAsLong();
            }
        };
    }
}
