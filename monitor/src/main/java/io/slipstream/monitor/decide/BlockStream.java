package io.slipstream.monitor.decide;

import io.slipstream.runtime.signals.Level;
import io.slipstream.runtime.signals.Reference;
import io.slipstream.runtime.signals.WindowSignals;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Makes one number in [0, 1] of a block: the largest of a family of signals, each standardised by its level and null quantile. The null
 * quantile belongs to a whole window; the reach of chance grows with the root of how much shorter a block is.
 */
final class BlockStream {
    /** Standardised values lie in [-SPAN, SPAN]; beyond, a signal is as far off as it can be. */
    private static final double SPAN = 4;

    private final Reference reference;
    private final Predicate<String> family;

    BlockStream(Reference reference, Predicate<String> family) {
        this.reference = reference;
        this.family = family;
    }

    /**
     * The value of one block.
     *
     * @param block with at least one step
     * @param windowSteps steps of the window it lies in
     */
    double value(WindowSignals block, long windowSteps) {
        double shrink = Math.sqrt(Math.min(1, (double) block.steps() / windowSteps));
        double largest = -SPAN;
        for (Map.Entry<String, Double> signal : block.values(reference).entrySet()) {
            Level level = reference.level(signal.getKey());
            double reach = level.nullQuantile() - level.level();
            if (family.test(signal.getKey()) && reach > 0) {
                largest = Math.max(largest, (signal.getValue() - level.level()) / reach * shrink);
            }
        }
        return (Math.min(SPAN, largest) + SPAN) / (2 * SPAN);
    }
}
