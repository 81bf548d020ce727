package io.slipstream.runtime.signals;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

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

    /** The constants with bounds of some groups that are no tighter than they were; all others stay. */
    static Map<String, Double> widened(
            Map<String, Double> constants, Predicate<SignalGroup> groups, WindowSignals window) {
        Map<String, Double> bounded = new TreeMap<>(constants);
        for (int f = 0; f < window.layout().features(); f++) {
            SignalGroup group = window.layout().groups().get(f);
            if (groups.test(group)) {
                double bound = window.noveltyQuantile(f, SHARE);
                // Without a bound everything is familiar already.
                bounded.computeIfPresent(SignalNames.familiar(group.name()), (name, old) -> Math.max(old, bound));
            }
        }
        return bounded;
    }
}
