package io.slipstream.monitor.decide;

import io.slipstream.schemas.avro.Component;
import java.util.Optional;

/**
 * The state machine around the rule. A decision is made when a verdict held for several windows and either names a component or goes
 * back to NONE; never in the cool-down, and not while the version that the last decision asked for is on its way. A pure function.
 */
public final class Decider {
    private final DecisionSettings settings;
    private final MismatchRule rule;

    /** A decider with its settings. */
    public Decider(DecisionSettings settings) {
        this.settings = settings;
        rule = new MismatchRule(settings);
    }

    /** Judges a window and moves the state on. */
    public Ruling rule(DecisionState state, WindowEvidence window) {
        if (window.readings().steps() < settings.minimumSteps()) {
            return Ruling.hold(state, Optional.empty(), "the sample is too small");
        }
        Verdict verdict = rule.judge(window.readings(), window.constants());
        DecisionState counted = awaitedOver(state, window) ? state.arrived() : state;
        counted = counted.counting(verdict.component(), window.modelVersion());
        if (verdict.component() == Component.NONE && state.standing() == Component.NONE) {
            return Ruling.hold(counted, Optional.of(verdict), "");
        }
        String held = reasonToHold(counted, verdict, window);
        if (!held.isEmpty()) {
            return Ruling.hold(counted, Optional.of(verdict), held);
        }
        DecisionState decided = decide(counted, verdict, window);
        return new Ruling(decided, Optional.of(verdict), Optional.of(decided.lastId()), "");
    }

    private DecisionState decide(DecisionState state, Verdict verdict, WindowEvidence window) {
        if (verdict.component() == Component.NONE) {
            return state.settled();
        }
        return state.decided(
                verdict.component(),
                window.atStep() + settings.cooldownSteps(),
                window.reference(),
                window.atStep() + settings.versionTimeoutSteps());
    }

    /** The version asked for has come when a version that answers the decision brings a reference of its own. */
    private static boolean awaitedOver(DecisionState state, WindowEvidence window) {
        boolean finished =
                window.answers() == state.lastId() && !window.reference().equals(state.awaited());
        return !state.awaited().isEmpty() && (finished || window.atStep() >= state.awaitedUntil());
    }

    private String reasonToHold(DecisionState state, Verdict verdict, WindowEvidence window) {
        if (state.candidateWindows() < settings.hysteresisWindows()) {
            return "the verdict must hold for " + settings.hysteresisWindows() + " windows";
        }
        if (!state.awaited().isEmpty()) {
            return "the version trained for decision " + state.lastId() + " has not arrived";
        }
        if (verdict.component() != Component.NONE && window.atStep() < state.cooldownUntil()) {
            return "cooling down until step " + state.cooldownUntil();
        }
        return "";
    }
}
