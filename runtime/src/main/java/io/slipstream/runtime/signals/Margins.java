package io.slipstream.runtime.signals;

import java.util.Map;

/**
 * Ratios to the null bound below which a change of a signal is too small to act on, however surely it is measured. They travel as
 * constants of the reference, named {@code margin.} and the signal or its kind ({@code margin.novelty}).
 */
public final class Margins {
    /** Prefix of the constants. */
    public static final String PREFIX = "margin.";

    /** The defaults; other cars are hard to predict, so that their error must grow the most. */
    public static final Map<String, Double> DEFAULTS = Map.of(
            PREFIX + "residual.ego", 1.5,
            PREFIX + "residual.traffic", 2.0,
            PREFIX + "residual", 1.5,
            PREFIX + "novelty", 1.15,
            PREFIX + "tv", 1.05,
            PREFIX + "reward", 1.2);

    private Margins() {}

    /** The null bound widened by the margin of the signal; a bound of a distance is widened by .01, since its level is 0. */
    static double widened(String signal, double level, double bound, Map<String, Double> constants) {
        if (SignalNames.isDistance(signal)) {
            return Math.max(bound, level) + 0.01;
        }
        int dot = signal.indexOf('.');
        String kind = dot < 0 ? signal : signal.substring(0, dot);
        double byKind = constants.getOrDefault(PREFIX + kind, 1.0);
        return bound * constants.getOrDefault(PREFIX + signal, byKind);
    }
}
