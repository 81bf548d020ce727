package io.slipstream.monitor.decide;

import io.slipstream.monitor.mismatch.Reading;
import io.slipstream.monitor.mismatch.Readings;
import io.slipstream.runtime.signals.Reference;
import io.slipstream.runtime.signals.SignalGroup.Role;
import io.slipstream.runtime.signals.SignalNames;
import io.slipstream.schemas.avro.Component;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which part is at fault in one window, by where an error stands rather than by how large it is.
 *
 * <ul>
 *   <li><em>Wrong where it used to be right</em>: in familiar states the body, or the other objects, move otherwise than their one-step
 *       reference allows there, or the others do in a known place what nobody did there before: the world model.
 *   <li><em>Somewhere else</em>: the scene is unfamiliar, or a feature of it leaves all that was calibrated on: the policy.
 *   <li><em>Seen wrongly</em>: what stands still does not stay where it was; no update of either part helps.
 * </ul>
 *
 * A policy that fails in a world that is predicted well no longer suits either. When both parts are at fault the world model is named:
 * a policy can dream only in a model that fits. Nothing here knows driving: the observation declares its groups and their roles.
 */
public final class MismatchRule implements Identifier {
    private static final Comparator<Reading> BY_SCORE = Comparator.comparingDouble(Reading::score);

    private final DecisionSettings settings;

    /** A rule with its constants. */
    public MismatchRule(DecisionSettings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "slipstream";
    }

    @Override
    public Session open(Reference reference) {
        AdaWmConstants constants = AdaWmConstants.of(reference, settings);
        return window -> judge(window.readings(), constants).finding();
    }

    /** Judges a window. */
    public Verdict judge(Readings window, AdaWmConstants constants) {
        Component baseline = AdaWmRule.judge(window, constants);
        Optional<Reading> blurred = strongestPassed(observationSignals(window));
        if (blurred.isPresent()) {
            return seenWrongly(blurred.get(), baseline);
        }
        Optional<Reading> wrong = strongestPassed(dynamicsSignals(window));
        Optional<Reading> elsewhere = strongestPassed(policySignals(window));
        if (wrong.isPresent()) {
            return worldModel(wrong.get(), elsewhere, window, baseline);
        }
        if (elsewhere.isPresent()) {
            return policyElsewhere(elsewhere.get(), window, baseline);
        }
        return underperforming(window)
                .map(success -> policyThatFails(success, baseline))
                .orElseGet(() -> none(window, baseline));
    }

    private static List<Reading> observationSignals(Readings window) {
        return window.of(SignalNames.RESIDUAL, Role.SCENE);
    }

    private static List<Reading> dynamicsSignals(Readings window) {
        Stream<Reading> residuals = Stream.concat(
                window.of(SignalNames.RESIDUAL, Role.BODY).stream(),
                window.of(SignalNames.RESIDUAL, Role.OBJECTS).stream());
        boolean samePlace = policySignals(window).stream().noneMatch(Reading::passed);
        // Others who do in a known place what nobody did there before behave differently; elsewhere it says nothing.
        Stream<Reading> others = samePlace
                ? Stream.concat(
                        window.of(SignalNames.UNFAMILIAR, Role.OBJECTS).stream(),
                        window.of(SignalNames.OUTSIDE, Role.OBJECTS).stream())
                : Stream.empty();
        return Stream.concat(residuals, others).toList();
    }

    private static List<Reading> policySignals(Readings window) {
        return Stream.concat(
                        window.of(SignalNames.UNFAMILIAR, Role.SCENE).stream(),
                        window.of(SignalNames.OUTSIDE, Role.SCENE).stream())
                .toList();
    }

    /** Below what harmless changes do to it. */
    private Optional<Reading> underperforming(Readings window) {
        return window.signal(SignalNames.SUCCESS)
                .filter(success -> success.samples() >= settings.minimumEpisodes())
                .filter(Reading::passed);
    }

    private static Optional<Reading> strongestPassed(List<Reading> readings) {
        return readings.stream().filter(Reading::passed).max(BY_SCORE);
    }

    private static Verdict seenWrongly(Reading blurred, Component baseline) {
        String reason = "the sensors are at fault: what stands still does not stay where it was, " + words(blurred)
                + "; no update of the model or the policy helps";
        return new Verdict(
                Component.NONE,
                Finding.OBSERVATION,
                blurred,
                Component.WORLD_MODEL,
                blurred.score() - 1,
                baseline,
                reason);
    }

    private static Verdict worldModel(Reading wrong, Optional<Reading> elsewhere, Readings window, Component baseline) {
        String reason = "the world behaves differently where it was known: " + words(wrong);
        if (elsewhere.isPresent()) {
            reason += "; the policy is somewhere new too (" + words(elsewhere.get())
                    + "), but it can dream only in a model that fits, so the world model comes first where nobody shows it"
                    + " how to drive";
        }
        return new Verdict(
                Component.WORLD_MODEL,
                elsewhere.isPresent() ? Finding.MIXED : Finding.DYNAMICS,
                wrong,
                Component.POLICY,
                wrong.score() - strongest(policySignals(window)),
                baseline,
                reason);
    }

    private static Verdict policyElsewhere(Reading elsewhere, Readings window, Component baseline) {
        String reason = "the policy is somewhere new: " + words(elsewhere) + "; the model still predicts what it knows";
        double margin = elsewhere.score() - strongest(dynamicsSignals(window));
        return new Verdict(
                Component.POLICY, Finding.POLICY, elsewhere, Component.WORLD_MODEL, margin, baseline, reason);
    }

    private static Verdict policyThatFails(Reading success, Component baseline) {
        String reason = String.format(
                Locale.ROOT,
                "the model fits but the policy no longer suits: success %.3f in %d episodes, below the %.3f that harmless"
                        + " changes leave",
                success.value(),
                success.samples(),
                success.threshold());
        double margin = success.threshold() - success.value();
        return new Verdict(Component.POLICY, Finding.POLICY, success, Component.WORLD_MODEL, margin, baseline, reason);
    }

    private static Verdict none(Readings window, Component baseline) {
        double dynamics = strongest(dynamicsSignals(window));
        double policy = strongest(policySignals(window));
        Component rejected = dynamics >= policy ? Component.WORLD_MODEL : Component.POLICY;
        Reading nearest = Stream.concat(dynamicsSignals(window).stream(), policySignals(window).stream())
                .max(BY_SCORE)
                .orElse(window.dynamics());
        String reason = "every signal is within what it is when nothing has changed; nearest is " + words(nearest);
        return new Verdict(
                Component.NONE, Finding.NONE, nearest, rejected, 1 - Math.max(dynamics, policy), baseline, reason);
    }

    private static double strongest(List<Reading> readings) {
        return readings.stream().mapToDouble(Reading::score).max().orElse(0);
    }

    private static String words(Reading reading) {
        return String.format(
                Locale.ROOT,
                "%s %.4g (95%% band %.4g to %.4g) against %.4g",
                reading.signal(),
                reading.value(),
                reading.low(),
                reading.high(),
                reading.threshold());
    }
}
