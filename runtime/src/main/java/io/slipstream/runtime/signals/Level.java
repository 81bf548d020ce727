package io.slipstream.runtime.signals;

/**
 * What one signal measures when nothing is wrong.
 *
 * @param level its mean
 * @param nullQuantile the value it passes with the calibrated false-alarm rate when nothing has changed: from below for most signals,
 *     from above for return and success
 */
public record Level(double level, double nullQuantile) {
    /** Both must be finite. */
    public Level {
        if (!Double.isFinite(level) || !Double.isFinite(nullQuantile)) {
            throw new IllegalArgumentException(
                    "a signal's level and null quantile must be finite, not " + level + " and " + nullQuantile);
        }
    }
}
