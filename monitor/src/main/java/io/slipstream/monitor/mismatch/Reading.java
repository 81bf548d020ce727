package io.slipstream.monitor.mismatch;

import io.slipstream.runtime.signals.SignalNames;

/**
 * One signal over one window.
 *
 * @param signal its name
 * @param value point estimate
 * @param low lower end of the 95 % band
 * @param high upper end of the 95 % band
 * @param level reference level of the running version
 * @param threshold null quantile of the running version
 * @param samples steps (episodes for return and success) that entered
 */
public record Reading(
        String signal, double value, double low, double high, double level, double threshold, long samples) {

    /** Scores are cut here, so that a threshold of about 0 cannot make them infinite. */
    private static final double HIGHEST_SCORE = 1000;

    /** True when the signal has passed its null quantile: something has changed. */
    public boolean passed() {
        return SignalNames.warnsWhenLow(signal) ? value < threshold : value > threshold;
    }

    /** The value in units of the threshold, in [0, 1000]: above 1 when it has passed. Only for signals that warn when they rise. */
    public double score() {
        if (value <= 0) {
            return 0;
        }
        return threshold <= 0 ? HIGHEST_SCORE : Math.min(HIGHEST_SCORE, value / threshold);
    }
}
