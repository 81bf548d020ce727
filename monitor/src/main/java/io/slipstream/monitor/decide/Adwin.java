package io.slipstream.monitor.decide;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * ADWIN (Bifet and Gavalda, "Learning from time-changing data with adaptive windowing", SDM 2007): keeps the longest recent window whose
 * two parts, wherever it is cut, have means that chance explains; when a cut shows otherwise the older part is dropped. The bound is
 * the paper's refined one, with the variance, for values in [0, 1]. The window is kept value by value and capped instead of in
 * exponential buckets: a fleet gives some ten blocks a second, so that exactness costs nothing that counts.
 */
final class Adwin implements ChangeDetector {
    /** Both parts need as many values before their means are compared, as in the authors' implementation. */
    private static final int SMALLEST_PART = 5;

    private final double confidence;
    private final int capacity;
    private final Deque<Double> window = new ArrayDeque<>();

    /**
     * @param confidence probability of a false alarm at one value, the paper's delta
     * @param capacity values remembered at most
     */
    Adwin(double confidence, int capacity) {
        this.confidence = confidence;
        this.capacity = capacity;
    }

    /** {@inheritDoc} A mean that has fallen shortens the window, too, but is no alarm. */
    @Override
    public boolean rose(double value) {
        window.addLast(value);
        if (window.size() > capacity) {
            window.removeFirst();
        }
        boolean rose = false;
        Cut cut = firstCut();
        while (cut.found()) {
            rose |= cut.rise() > 0;
            for (int i = 0; i < cut.older(); i++) {
                window.removeFirst();
            }
            cut = firstCut();
        }
        return rose;
    }

    /** Values in the window. */
    int size() {
        return window.size();
    }

    /** Where the window falls into two; 0 older values when it does not. */
    private record Cut(int older, double rise) {
        boolean found() {
            return older > 0;
        }
    }

    private Cut firstCut() {
        int n = window.size();
        double total = 0;
        double squares = 0;
        for (double x : window) {
            total += x;
            squares += x * x;
        }
        double variance = n == 0 ? 0 : Math.max(0, squares / n - total / n * (total / n));
        double older = 0;
        int count = 0;
        for (double x : window) {
            older += x;
            count++;
            int newer = n - count;
            if (count < SMALLEST_PART || newer < SMALLEST_PART) {
                continue;
            }
            double rise = (total - older) / newer - older / count;
            if (Math.abs(rise) > bound(count, newer, variance)) {
                return new Cut(count, rise);
            }
        }
        return new Cut(0, 0);
    }

    private double bound(int older, int newer, double variance) {
        double m = 1 / (1.0 / older + 1.0 / newer);
        double certainty = Math.log(2 * (older + newer) / confidence);
        return Math.sqrt(2 / m * variance * certainty) + 2 / (3 * m) * certainty;
    }
}
