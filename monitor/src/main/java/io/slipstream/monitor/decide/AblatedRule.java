package io.slipstream.monitor.decide;

import io.slipstream.monitor.mismatch.Reading;
import io.slipstream.monitor.mismatch.Readings;
import io.slipstream.runtime.signals.Reference;
import io.slipstream.runtime.signals.SignalGroup;
import io.slipstream.runtime.signals.SignalNames;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The rule without one of its signals, to show what each adds. */
public final class AblatedRule implements Identifier {
    private final MismatchRule rule;
    private final String kind;
    private final SignalGroup.Role role;

    private AblatedRule(MismatchRule rule, String kind, SignalGroup.Role role) {
        this.rule = rule;
        this.kind = kind;
        this.role = role;
    }

    /** The rule without each of its signals in turn. */
    public static List<Identifier> all(MismatchRule rule) {
        return List.of(
                new AblatedRule(rule, SignalNames.RESIDUAL, SignalGroup.Role.BODY),
                new AblatedRule(rule, SignalNames.RESIDUAL, SignalGroup.Role.OBJECTS),
                new AblatedRule(rule, SignalNames.RESIDUAL, SignalGroup.Role.SCENE),
                new AblatedRule(rule, SignalNames.UNFAMILIAR, SignalGroup.Role.SCENE),
                new AblatedRule(rule, SignalNames.OUTSIDE, SignalGroup.Role.SCENE),
                new AblatedRule(rule, SignalNames.OUTSIDE, SignalGroup.Role.OBJECTS));
    }

    @Override
    public String name() {
        return "-" + kind + role.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Session open(Reference reference) {
        Session whole = rule.open(reference);
        return window -> whole.judge(new SignalWindow(ablated(window.readings()), window.blocks()));
    }

    private Readings ablated(Readings readings) {
        Map<String, Reading> left = new TreeMap<>(readings.signals());
        for (SignalGroup group : readings.groups()) {
            if (group.role() == role) {
                left.remove(kind + group.name());
            }
        }
        return new Readings(
                readings.steps(), readings.episodes(), readings.dynamics(), readings.policy(), readings.groups(), left);
    }
}
