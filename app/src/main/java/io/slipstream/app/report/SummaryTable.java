package io.slipstream.app.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lays a report out as the tables that end a run on the terminal. */
public final class SummaryTable {
    private SummaryTable() {}

    /** Stages, decisions, versions and what was counted on the log. */
    public static String of(RunReport report) {
        StringBuilder text = new StringBuilder();
        stages(report, text);
        decisions(report, text);
        versions(report, text);
        totals(report, text);
        return text.toString();
    }

    private static void stages(RunReport report, StringBuilder text) {
        line(
                text,
                "%-22s %-7s %-8s %19s %9s %8s %8s %8s  %s",
                "stage",
                "task",
                "shift",
                "steps",
                "episodes",
                "success",
                "first",
                "last",
                "versions");
        for (RunReport.Stage stage : report.stages()) {
            line(
                    text,
                    "%-22s %-7s %-8s %19s %9d %8s %8s %8s  %s",
                    stage.name(),
                    stage.task(),
                    stage.shift(),
                    String.format(Locale.ROOT, "%,d-%,d", stage.fromStep(), stage.toStep()),
                    stage.episodes(),
                    share(stage.successRate()),
                    share(stage.successRateFirst100()),
                    share(stage.successRateLast100()),
                    stage.modelVersionsSeen());
        }
        line(text, "(first, last: over the first and the last hundred episodes of the stage)%n");
    }

    private static void decisions(RunReport report, StringBuilder text) {
        line(
                text,
                "%-9s %-12s %12s %8s %8s %8s  %s",
                "decision",
                "component",
                "at step",
                "version",
                "E_P",
                "E_pi",
                "why");
        for (RunReport.Decision decision : report.decisions()) {
            line(
                    text,
                    "%-9d %-12s %,12d %8d %8.4f %8.4f  %s",
                    decision.id(),
                    decision.component(),
                    decision.atStep(),
                    decision.modelVersion(),
                    decision.dynamicsMismatch(),
                    decision.policyMismatch(),
                    decision.reason());
        }
        text.append(System.lineSeparator());
    }

    private static void versions(RunReport report, StringBuilder text) {
        line(
                text,
                "%-9s %7s %9s %-12s %9s %11s %11s",
                "version",
                "parent",
                "decision",
                "component",
                "updates",
                "trainable",
                "bytes");
        for (RunReport.Version version : report.modelVersions()) {
            line(
                    text,
                    "%-9d %7s %9s %-12s %,9d %,11d %,11d",
                    version.version(),
                    orDash(version.parent()),
                    orDash(version.decision()),
                    version.component(),
                    version.updates(),
                    version.trainableParameters(),
                    version.bytesPublished());
        }
        text.append(System.lineSeparator());
    }

    private static void totals(RunReport report, StringBuilder text) {
        line(
                text,
                "%,d environment steps on the log (%,d in this run, %,.0f a second), %,d episodes, %,d segments:"
                        + " %d lost, %d duplicated, %d dead letters.",
                report.environmentSteps(),
                report.environmentStepsOfThisRun(),
                report.environmentStepsPerSecond(),
                report.episodes(),
                report.segments(),
                report.lostSegments(),
                report.duplicateSegments(),
                report.deadLetters());
    }

    private static String share(@Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }

    private static String orDash(@Nullable Object value) {
        return value == null ? "-" : value.toString();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}
