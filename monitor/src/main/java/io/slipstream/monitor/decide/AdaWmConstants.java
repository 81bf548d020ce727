package io.slipstream.monitor.decide;

import io.slipstream.runtime.signals.Reference;

/** The constants of AdaWM's rule E_P >= C1 E_pi - C2. */
public record AdaWmConstants(double c1, double c2) {
    /** Those calibrated with a version, or else the settings'. */
    public static AdaWmConstants of(Reference reference, DecisionSettings settings) {
        return new AdaWmConstants(
                reference.constants().getOrDefault("C1", settings.c1()),
                reference.constants().getOrDefault("C2", settings.c2()));
    }
}
