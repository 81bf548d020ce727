package io.slipstream.app.log;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Says now and then how far a long reading is and how long it will still take. Owned by one thread. */
public final class ProgressLine {
    private static final long EVERY_NANOS = 2_000_000_000L;

    private final String what;
    private final String unit;
    private final long total;
    private final PrintWriter out;
    private final LongSupplier nanoClock;
    private final long started;
    private long told;
    private long done;

    /**
     * @param what is being done, e.g. "replaying"
     * @param unit of what is counted
     * @param total how much there is, 0 when that is not known
     * @param out takes the lines
     * @param nanoClock monotonic time, ns
     */
    public ProgressLine(String what, String unit, long total, PrintWriter out, LongSupplier nanoClock) {
        this.what = what;
        this.unit = unit;
        this.total = total;
        this.out = out;
        this.nanoClock = nanoClock;
        started = nanoClock.getAsLong();
        told = started;
    }

    /** Takes note of some more. */
    public void add(long count) {
        done += count;
        long now = nanoClock.getAsLong();
        if (now - told >= EVERY_NANOS) {
            told = now;
            tell(now);
        }
    }

    private void tell(long now) {
        double seconds = (now - started) / 1e9;
        double speed = done / seconds;
        String line = String.format(
                Locale.ROOT, speed < 10 ? "%s: %,d %s, %.2f/s" : "%s: %,d %s, %,.0f/s", what, done, unit, speed);
        if (total > 0) {
            double left = seconds * Math.max(0, total - done) / Math.max(1, done);
            line += String.format(Locale.ROOT, ", %.0f %% done, %.0f s left", 100.0 * done / total, left);
        }
        out.println(line);
        out.flush();
    }
}
