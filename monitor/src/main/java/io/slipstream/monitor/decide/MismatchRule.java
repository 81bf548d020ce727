package io.slipstream.monitor.decide;

import io.slipstream.monitor.mismatch.Binomial;
import io.slipstream.monitor.mismatch.Reading;
import io.slipstream.monitor.mismatch.Readings;
import io.slipstream.runtime.signals.Reference;
import io.slipstream.runtime.signals.SignalNames;
import io.slipstream.schemas.avro.Component;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which part is at fault in one window. <em>Wrong where it used to be right</em>: the one-step error passes its null quantile, of the
 * other cars and of z only where the states are known; then the world model. <em>Somewhere new</em>: the states of task or route are
 * unknown, or both visitation and actions moved; then the policy. A policy that fails in a world which is predicted well no longer suits
 * either. When both are at fault the world model comes first: a policy can only be trained in a model that fits.
 */
public final class MismatchRule implements Identifier {
    private static final String EGO = SignalNames.residual("ego");
    private static final String TRAFFIC = SignalNames.residual("traffic");
    private static final String TASK = SignalNames.novelty("task");
    private static final String ROUTE = SignalNames.novelty("route");
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
        Optional<Reading> wrong = strongestPassed(dynamicsSignals(window));
        Optional<Reading> fresh = strongestPassed(policySignals(window));
        if (wrong.isPresent()) {
            return worldModel(wrong.get(), fresh, window, baseline);
        }
        if (fresh.isPresent()) {
            return policyForNewStates(fresh.get(), window, baseline);
        }
        Optional<Reading> failing = underperforming(window);
        if (failing.isPresent()) {
            return policyForFailing(failing.get(), window, baseline);
        }
        return none(window, baseline);
    }

    private static Stream<Reading> dynamicsSignals(Readings window) {
        Stream<Reading> ego = window.signal(EGO).stream();
        boolean known = window.family(SignalNames.NOVELTY).stream().noneMatch(Reading::passed) && !movedAway(window);
        if (!known) {
            return ego;
        }
        return Stream.concat(ego, Stream.concat(window.signal(TRAFFIC).stream(), Stream.of(window.dynamics())));
    }

    private static Stream<Reading> policySignals(Readings window) {
        Stream<Reading> novelty = Stream.concat(window.signal(TASK).stream(), window.signal(ROUTE).stream());
        return movedAway(window) ? Stream.concat(novelty, Stream.of(window.policy())) : novelty;
    }

    /** Visitation alone moves with the traffic; together with the actions it means that the policy drives elsewhere. */
    private static boolean movedAway(Readings window) {
        return window.policy().passed()
                && window.signal(SignalNames.ACTIONS).filter(Reading::passed).isPresent();
    }

    private Optional<Reading> underperforming(Readings window) {
        return window.signal(SignalNames.SUCCESS)
                .filter(success -> success.samples() >= settings.minimumEpisodes())
                .filter(success -> shortfall(success) > settings.successSigmas());
    }

    /** By how many standard errors success is below its level; 0 where no level was calibrated. */
    private static double shortfall(Reading success) {
        if (success.level() <= 0) {
            return 0;
        }
        return (success.level() - success.value()) / Binomial.standardError(success.level(), success.samples());
    }

    private static Optional<Reading> strongestPassed(Stream<Reading> readings) {
        return readings.filter(Reading::passed).max(BY_SCORE);
    }

    private static Verdict worldModel(Reading wrong, Optional<Reading> fresh, Readings window, Component baseline) {
        String reason = "the world behaves differently where it was known: " + words(wrong);
        if (fresh.isPresent()) {
            reason += "; the states are new too (" + words(fresh.get())
                    + "), but a policy can only be trained in a model that fits, so the world model comes first";
        }
        Finding finding = fresh.isPresent() ? Finding.MIXED : Finding.DYNAMICS;
        double other = strongest(policySignals(window));
        return new Verdict(
                Component.WORLD_MODEL, finding, wrong, Component.POLICY, wrong.score() - other, baseline, reason);
    }

    private static Verdict policyForNewStates(Reading fresh, Readings window, Component baseline) {
        String reason = "the policy is somewhere new: " + words(fresh) + "; the model still predicts what it knows";
        double other = strongest(dynamicsSignals(window));
        return new Verdict(
                Component.POLICY,
                Finding.POLICY,
                fresh,
                Component.WORLD_MODEL,
                fresh.score() - other,
                baseline,
                reason);
    }

    private Verdict policyForFailing(Reading success, Readings window, Component baseline) {
        double sigmas = shortfall(success);
        String reason = String.format(
                Locale.ROOT,
                "the model fits but the policy no longer suits: success %.3f in %d episodes against %.3f, %.1f standard"
                        + " errors below",
                success.value(),
                success.samples(),
                success.level(),
                sigmas);
        double margin = sigmas / settings.successSigmas() - strongest(dynamicsSignals(window));
        return new Verdict(Component.POLICY, Finding.POLICY, success, Component.WORLD_MODEL, margin, baseline, reason);
    }

    private static Verdict none(Readings window, Component baseline) {
        double dynamics = strongest(dynamicsSignals(window));
        double policy = strongest(policySignals(window));
        Component rejected = dynamics >= policy ? Component.WORLD_MODEL : Component.POLICY;
        Reading nearest = Stream.concat(dynamicsSignals(window), policySignals(window))
                .max(BY_SCORE)
                .orElse(window.dynamics());
        String reason = "every signal is within what it is when nothing has changed; nearest is " + words(nearest);
        return new Verdict(
                Component.NONE, Finding.NONE, nearest, rejected, 1 - Math.max(dynamics, policy), baseline, reason);
    }

    private static double strongest(Stream<Reading> readings) {
        return readings.mapToDouble(Reading::score).max().orElse(0);
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
