package io.slipstream.app.calibrate;

import io.slipstream.runtime.signals.SignalGroup;
import io.slipstream.runtime.signals.SignalLayout;
import io.slipstream.runtime.signals.SignalNames;
import io.slipstream.sim.shift.ShiftLabel;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which signals a kind of shift must not raise: each speaks of one thing only. */
final class Harmless {
    private Harmless() {}

    static Predicate<String> signals(SignalLayout layout, ShiftLabel label) {
        Set<String> steadiness = residuals(layout, true);
        Set<String> dynamics = residuals(layout, false);
        return switch (label) {
            case NONE -> signal -> true;
            // Another road changes neither how things move nor whether what stands still stays where it is.
            case POLICY -> signal -> steadiness.contains(signal) || dynamics.contains(signal);
            case DYNAMICS, MIXED -> steadiness::contains;
            case OBSERVATION -> signal -> false;
        };
    }

    private static Set<String> residuals(SignalLayout layout, boolean ofScenes) {
        return layout.groups().stream()
                .filter(group -> (group.role() == SignalGroup.Role.SCENE) == ofScenes)
                .map(group -> SignalNames.residual(group.name()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
