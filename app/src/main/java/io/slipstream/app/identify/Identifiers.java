package io.slipstream.app.identify;

import io.slipstream.monitor.decide.AblatedRule;
import io.slipstream.monitor.decide.AdaWmRule;
import io.slipstream.monitor.decide.ConstantIdentifier;
import io.slipstream.monitor.decide.DecisionSettings;
import io.slipstream.monitor.decide.DriftIdentifier;
import io.slipstream.monitor.decide.Identifier;
import io.slipstream.monitor.decide.MismatchRule;
import java.util.ArrayList;
import java.util.List;

/** Who is compared. */
public final class Identifiers {
    private Identifiers() {}

    /** All of them, and the monitor's rule without each of its signals in turn. */
    public static List<Identifier> ablated() {
        List<Identifier> identifiers = new ArrayList<>(all());
        identifiers.addAll(AblatedRule.all(new MismatchRule(DecisionSettings.defaults())));
        return identifiers;
    }

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
