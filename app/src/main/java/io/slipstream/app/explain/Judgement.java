package io.slipstream.app.explain;

import io.slipstream.monitor.decide.AdaWmConstants;
import io.slipstream.monitor.decide.DecisionSettings;
import io.slipstream.monitor.decide.Finding;
import io.slipstream.monitor.decide.MismatchRule;
import io.slipstream.monitor.decide.Verdict;
import io.slipstream.monitor.mismatch.Reading;
import io.slipstream.monitor.mismatch.Readings;
import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.MismatchReport;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was said of a window.
 *
 * @param component what to update
 * @param finding what the window shows; empty when nobody said
 * @param reason in words
 * @param rejected the alternative
 * @param margin by how much
 * @param baseline what the plain AdaWM rule says
 * @param constants thresholds and constants used
 */
record Judgement(
        Component component,
        String finding,
        String reason,
        Component rejected,
        double margin,
        Component baseline,
        Map<String, Double> constants) {

    /** Takes a copy in the order of the names. */
    Judgement {
        constants = new TreeMap<>(constants);
    }

    /** As it was written down. */
    static Judgement of(FinetuneDecision decision) {
        return new Judgement(
                decision.getComponent(),
                decision.getFinding(),
                decision.getReason(),
                decision.getRejected(),
                decision.getMargin(),
                decision.getBaseline(),
                decision.getConstants());
    }

    /** A window of which no decision came, judged again by the rule. */
    static Judgement of(MismatchReport report, FeatureRoles roles, DecisionSettings settings, AdaWmConstants adaWm) {
        Readings readings = readings(report, roles);
        Verdict verdict = new MismatchRule(settings).judge(readings, adaWm);
        Map<String, Double> constants =
                Map.of("C1", adaWm.c1(), "C2", adaWm.c2(), "minimum.episodes", (double) settings.minimumEpisodes());
        Optional<String> unjudged = whyNot(report, roles, settings);
        return new Judgement(
                unjudged.isPresent() ? Component.NONE : verdict.component(),
                finding(report, verdict.finding(), unjudged.isPresent()),
                unjudged.orElse(verdict.reason() + since(report, verdict.finding())),
                verdict.rejected(),
                verdict.margin(),
                verdict.baseline(),
                constants);
    }

    private static Optional<String> whyNot(MismatchReport report, FeatureRoles roles, DecisionSettings settings) {
        if (roles.groups().isEmpty()) {
            return Optional.of("the manifest of version " + report.getModelVersion()
                    + " tells no roles of its feature groups, so the window cannot be judged again");
        }
        if (report.getSteps() < settings.minimumSteps()) {
            return Optional.of("the window is too small to say: " + report.getSteps() + " steps, judged are "
                    + settings.minimumSteps() + " and more");
        }
        return Optional.empty();
    }

    private static String finding(MismatchReport report, Finding again, boolean unjudged) {
        if (!report.getFinding().isEmpty()) {
            return report.getFinding();
        }
        return unjudged ? "" : again.name();
    }

    /** Rules and settings may have changed since the report was written. */
    private static String since(MismatchReport report, Finding again) {
        boolean same = report.getFinding().isEmpty() || report.getFinding().equals(again.name());
        return same
                ? ""
                : " (judged again now, which finds " + again + "; the monitor found " + report.getFinding() + ")";
    }

    private static Readings readings(MismatchReport report, FeatureRoles roles) {
        Map<String, Reading> signals = new TreeMap<>();
        report.getSignals().forEach(signal -> signals.put(signal.getSignal(), Measured.reading(signal)));
        return new Readings(
                report.getSteps(),
                report.getEpisodes(),
                Measured.reading(report.getDynamics()),
                Measured.reading(report.getPolicy()),
                roles.groups(),
                signals);
    }
}
