package io.slipstream.app.crash;

import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Notices that something has not moved for too long. Owned by one thread. */
final class Standstill {
    private final Duration limit;
    private final LongSupplier nanoClock;
    private @Nullable Object last;
    private long since;

    /**
     * @param limit how long the same may be seen
     * @param nanoClock monotonic time, ns
     */
    Standstill(Duration limit, LongSupplier nanoClock) {
        this.limit = limit;
        this.nanoClock = nanoClock;
        since = nanoClock.getAsLong();
    }

    /**
     * Whether what is seen now has been the same for longer than the limit.
     *
     * @param now compared by equals
     */
    boolean reached(Object now) {
        long time = nanoClock.getAsLong();
        if (!Objects.equals(now, last)) {
            last = now;
            since = time;
        }
        return time - since > limit.toNanos();
    }
}
