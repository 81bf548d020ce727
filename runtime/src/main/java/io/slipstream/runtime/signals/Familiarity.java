package io.slipstream.runtime.signals;

import java.util.Map;
import java.util.TreeMap;

/** Up to which novelty a state of each feature group is familiar: a constant of the reference. */
final class Familiarity {
    /** So much of what a version is calibrated on counts as familiar. */
    private static final double SHARE = 0.98;

    private Familiarity() {}

    /** The constants with bounds measured on a window. */
    static Map<String, Double> measured(Map<String, Double> constants, WindowSignals window) {
        Map<String, Double> bounded = new TreeMap<>(constants);
        for (int f = 0; f < window.layout().features(); f++) {
            bounded.put(SignalNames.familiar(window.layout().groups().get(f).name()), window.noveltyQuantile(f, SHARE));
        }
        return bounded;
    }

    /** The constants with bounds that are no tighter than they were. */
    static Map<String, Double> widened(Map<String, Double> constants, WindowSignals window) {
        Map<String, Double> bounded = measured(constants, window);
        constants.forEach((name, old) -> bounded.merge(name, old, Math::max));
        return bounded;
    }
}
