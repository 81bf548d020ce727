package io.slipstream.monitor.decide;

/**
 * A detector and what became of its alarms. After an alarm the stream counts as drifted until its mean over a whole window is back in the
 * lower half between what it was at home and the most it has been since: detectors only tell that something changed, and a rule has
 * to answer whether it still is. On its return the home mean starts anew.
 */
final class DriftWatch {
    private final ChangeDetector detector;
    private double homeSum;
    private long homeCount;
    private double windowSum;
    private long windowCount;
    private boolean drifted;
    private double highest;

    DriftWatch(ChangeDetector detector) {
        this.detector = detector;
    }

    /** Takes the next value. */
    void add(double value) {
        windowSum += value;
        windowCount++;
        boolean rose = detector.rose(value);
        if (rose && !drifted) {
            drifted = true;
            highest = Double.NEGATIVE_INFINITY;
        }
    }

    /** Ends a window; whether the stream is away from home in it. */
    boolean endWindow() {
        if (windowCount == 0) {
            return drifted;
        }
        double mean = windowSum / windowCount;
        boolean away = drifted && homeCount > 0 && !returned(mean);
        if (drifted && !away) {
            homeSum = 0;
            homeCount = 0;
        }
        if (!away) {
            homeSum += windowSum;
            homeCount += windowCount;
        }
        drifted = away;
        windowSum = 0;
        windowCount = 0;
        return away;
    }

    private boolean returned(double mean) {
        boolean first = highest == Double.NEGATIVE_INFINITY;
        highest = Math.max(highest, mean);
        return !first && mean < (highest + homeSum / homeCount) / 2;
    }
}
