package io.slipstream.app.identify;

import io.slipstream.monitor.decide.AdaWmRule;
import io.slipstream.monitor.decide.ConstantIdentifier;
import io.slipstream.monitor.decide.DecisionSettings;
import io.slipstream.monitor.decide.DriftIdentifier;
import io.slipstream.monitor.decide.Identifier;
import io.slipstream.monitor.decide.MismatchRule;
import java.util.List;

/** Who is compared. */
public final class Identifiers {
    private Identifiers() {}

    /** The monitor's own rule first, then its rivals. */
    public static List<Identifier> all() {
        DecisionSettings settings = DecisionSettings.defaults();
        return List.of(
                new MismatchRule(settings),
                new AdaWmRule(settings),
                DriftIdentifier.adwin(),
                DriftIdentifier.pageHinkley(),
                ConstantIdentifier.alwaysModel(),
                ConstantIdentifier.alwaysPolicy(),
                ConstantIdentifier.alternate());
    }
}
