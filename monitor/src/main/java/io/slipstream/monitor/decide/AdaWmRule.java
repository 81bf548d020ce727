package io.slipstream.monitor.decide;

import io.slipstream.monitor.mismatch.Readings;
import io.slipstream.runtime.signals.Reference;
import io.slipstream.schemas.avro.Component;

/**
 * AdaWM's own rule (arXiv 2501.13072): nothing while E_P and E_pi are both below their null quantiles, otherwise the world model when
 * E_P >= C1 E_pi - C2 and else the policy. It knows no mixed finding.
 */
public final class AdaWmRule implements Identifier {
    private final DecisionSettings settings;

    /** With the constants to use where the reference carries none. */
    public AdaWmRule(DecisionSettings settings) {
        this.settings = settings;
    }

    /** The component at fault in one window. */
    public static Component judge(Readings window, AdaWmConstants constants) {
        if (!window.dynamics().passed() && !window.policy().passed()) {
            return Component.NONE;
        }
        double bound = constants.c1() * window.policy().value() - constants.c2();
        return window.dynamics().value() >= bound ? Component.WORLD_MODEL : Component.POLICY;
    }

    /** The same in the words of a finding. */
    public static Finding find(Readings window, AdaWmConstants constants) {
        return switch (judge(window, constants)) {
            case WORLD_MODEL -> Finding.DYNAMICS;
            case POLICY -> Finding.POLICY;
            default -> Finding.NONE;
        };
    }

    @Override
    public String name() {
        return "adawm";
    }

    @Override
    public Session open(Reference reference) {
        AdaWmConstants constants = AdaWmConstants.of(reference, settings);
        return window -> find(window.readings(), constants);
    }
}
