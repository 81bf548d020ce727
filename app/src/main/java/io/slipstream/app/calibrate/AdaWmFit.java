package io.slipstream.app.calibrate;

import io.slipstream.runtime.signals.Reference;
import io.slipstream.runtime.signals.SignalNames;
import io.slipstream.runtime.signals.WindowSignals;
import io.slipstream.sim.shift.ShiftLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * AdaWM's constants C1 and C2, which nobody can derive: those that tell most windows of the calibration split apart, dynamics from policy,
 * by E_P >= C1 E_pi - C2.
 */
final class AdaWmFit {
    private static final double LARGEST_C1 = 2;
    private static final double STEP_C1 = 0.05;
    private static final double LARGEST_C2 = 0.2;
    private static final double STEP_C2 = 0.01;

    private AdaWmFit() {}

    private record Distances(double dynamics, double policy, boolean worldModel) {}

    static Map<String, Double> constants(Reference reference, List<Calibration.Condition> conditions) {
        List<Distances> windows = new ArrayList<>();
        for (Calibration.Condition condition : conditions) {
            if (condition.label() == ShiftLabel.DYNAMICS || condition.label() == ShiftLabel.POLICY) {
                condition.windows().forEach(window -> windows.add(distances(window, reference, condition.label())));
            }
        }
        Map<String, Double> constants = new TreeMap<>(reference.constants());
        constants.put("C1", 0.0);
        constants.put("C2", 0.0);
        double best = -1;
        for (double c1 = 0; c1 <= LARGEST_C1; c1 += STEP_C1) {
            for (double c2 = -LARGEST_C2; c2 <= LARGEST_C2; c2 += STEP_C2) {
                double right = balanced(windows, c1, c2);
                if (right > best) {
                    best = right;
                    constants.put("C1", c1);
                    constants.put("C2", c2);
                }
            }
        }
        return constants;
    }

    private static Distances distances(WindowSignals window, Reference reference, ShiftLabel label) {
        Map<String, Double> values = window.values(reference);
        double tv = values.getOrDefault(SignalNames.TV, 0.0);
        return new Distances(
                Math.max(0, tv - reference.level(SignalNames.TV).level()),
                Math.max(0, values.getOrDefault(SignalNames.VISITATION, 0.0)),
                label == ShiftLabel.DYNAMICS);
    }

    /** Mean of the two shares that are told rightly. */
    private static double balanced(List<Distances> windows, double c1, double c2) {
        return 0.5 * (share(windows, true, c1, c2) + share(windows, false, c1, c2));
    }

    private static double share(List<Distances> windows, boolean worldModel, double c1, double c2) {
        return windows.stream()
                .filter(window -> window.worldModel() == worldModel)
                .mapToInt(window -> (window.dynamics() >= c1 * window.policy() - c2) == worldModel ? 1 : 0)
                .average()
                .orElse(0);
    }
}
