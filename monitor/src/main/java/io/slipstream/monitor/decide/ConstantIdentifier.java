package io.slipstream.monitor.decide;

import io.slipstream.runtime.signals.Reference;
import java.util.List;

/**
 * Does not ask which part is at fault: names its answers in turn, one for each window in which any signal of either part has passed its
 * null quantile. Those windows are the ones that any rule on these signals could act on, so that a better rule is better by what it
 * tells apart and not by when it looks.
 */
public final class ConstantIdentifier implements Identifier {
    private final String name;
    private final List<Finding> answers;

    private ConstantIdentifier(String name, List<Finding> answers) {
        this.name = name;
        this.answers = answers;
    }

    /** Blames the world model, whatever changed. */
    public static ConstantIdentifier alwaysModel() {
        return new ConstantIdentifier("always-model", List.of(Finding.DYNAMICS));
    }

    /** Blames the policy, whatever changed. */
    public static ConstantIdentifier alwaysPolicy() {
        return new ConstantIdentifier("always-policy", List.of(Finding.POLICY));
    }

    /** Blames the world model and the policy in turn, the world model first. */
    public static ConstantIdentifier alternate() {
        return new ConstantIdentifier("alternate", List.of(Finding.DYNAMICS, Finding.POLICY));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Session open(Reference reference) {
        return new Turns();
    }

    private final class Turns implements Session {
        private int named;

        @Override
        public Finding judge(SignalWindow window) {
            if (!SignalFamilies.anyPassed(window.readings())) {
                return Finding.NONE;
            }
            return answers.get(named++ % answers.size());
        }
    }
}
