package io.slipstream.app.identify;

import java.util.Collections;
import java.util.List;

/**
 * How courses are driven.
 *
 * @param seeds independent fleets of a shift
 * @param scheduleSeeds independent fleets of a schedule, 0 to leave schedules out
 * @param environments of each fleet
 * @param before steps of a fleet before the shift; rounded up to whole windows of the largest size
 * @param after steps of a fleet from the change on; rounded up likewise
 * @param windows sizes of the windows in steps; the first is the one that counts, the others are for comparison
 * @param seed of everything random
 */
public record IdentifySettings(
        int seeds, int scheduleSeeds, int environments, long before, long after, List<Long> windows, long seed) {
    /** Ticks between two hand-overs of an actor. */
    static final int SEGMENT = 32;
    /** Ticks that enter no window, since all environments begin an episode at once; the monitor's default. */
    static final int SETTLING_TICKS = 320;
    /** Steps of one environment that make a block; the monitor's default. */
    static final long BLOCK_STEPS = 100;
    /** Draws of the bootstrap of a window; the monitor's default. */
    static final int RESAMPLES = 100;
    /** Seed of that bootstrap; the monitor's default. */
    static final long BOOTSTRAP_SEED = 1;

    /** Checks the numbers. */
    public IdentifySettings {
        windows = List.copyOf(windows);
        requireAtLeast("seeds", seeds, 1);
        requireAtLeast("schedule-seeds", scheduleSeeds, 0);
        requireAtLeast("environments", environments, 1);
        requireAtLeast("before", before, 1);
        requireAtLeast("after", after, 1);
        if (windows.isEmpty()) {
            throw new IllegalArgumentException("at least one size of windows is needed");
        }
        windows.forEach(size -> requireAtLeast("window", size, 100));
    }

    private static void requireAtLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException("--" + name + " has to be at least " + least + ", not " + value);
        }
    }

    /** Steps after which a window of a size closes: windows end with segments. */
    long closesAfter(long size) {
        long round = (long) SEGMENT * environments;
        return (size + round - 1) / round * round;
    }

    private long wholeWindows(long steps) {
        long window = closesAfter(Collections.max(windows));
        return (steps + window - 1) / window * window;
    }

    /** {@link #before()} in whole windows. */
    public long stepsBefore() {
        return wholeWindows(before);
    }

    /** {@link #after()} in whole windows. */
    public long stepsAfter() {
        return wholeWindows(after);
    }
}
