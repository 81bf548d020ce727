package io.slipstream.app.identify.report;

import io.slipstream.app.identify.Costs;
import io.slipstream.app.identify.grade.Confusion;
import io.slipstream.app.identify.grade.CourseScore;
import io.slipstream.app.identify.grade.Score;
import io.slipstream.app.identify.grade.Sweep;
import io.slipstream.app.report.TextTable;
import io.slipstream.monitor.decide.Finding;
import io.slipstream.sim.shift.ShiftLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tables of an identification. */
public final class IdentifyTables {
    private IdentifyTables() {}

    /** For a terminal. */
    public static String plain(IdentifyReport report) {
        StringBuilder text = new StringBuilder(head(report)).append("\n\n");
        tables(report).forEach(table -> text.append(table.plain()));
        return text.append(foot(report)).append('\n').toString();
    }

    /** As Markdown. */
    public static String markdown(IdentifyReport report) {
        StringBuilder text =
                new StringBuilder("# Identification\n\n").append(head(report)).append("\n\n");
        tables(report).forEach(table -> text.append(table.markdown()));
        return text.append(foot(report)).append('\n').toString();
    }

    private static String head(IdentifyReport report) {
        return String.format(
                Locale.ROOT,
                "%s on %s, bank %s: %d fleets of %d environments a shift (%d a schedule), %,d steps before and %,d after"
                        + " the change, seed %d.",
                report.model(),
                report.task(),
                report.bank(),
                report.settings().seeds(),
                report.settings().environments(),
                report.settings().scheduleSeeds(),
                report.settings().stepsBefore(),
                report.settings().stepsAfter(),
                report.settings().seed());
    }

    private static String foot(IdentifyReport report) {
        Costs costs = report.costs();
        return String.format(
                Locale.ROOT,
                "%,d environment steps in %.0f s; statistics took %.2f %% of acting (%.1f s of %.1f s).",
                costs.environmentSteps(),
                report.seconds(),
                100 * costs.share(),
                costs.statisticsSeconds(),
                costs.actingSeconds());
    }

    private static List<TextTable> tables(IdentifyReport report) {
        List<TextTable> tables = new ArrayList<>();
        for (Section section : report.sections()) {
            String where =
                    String.format(Locale.ROOT, "%s, windows of %,d steps", section.kind(), section.windowSteps());
            tables.add(comparison(where, section));
            tables.add(courses(where, section));
            section.scores().forEach(score -> tables.add(matrix(where, score)));
            if (!section.thresholdSweep().isEmpty()) {
                tables.add(sweep("slipstream swept over its thresholds: " + where, section.thresholdSweep()));
                tables.add(sweep("adawm swept over its constants: " + where, section.adaWmSweep()));
            }
        }
        return tables;
    }

    private static TextTable comparison(String where, Section section) {
        TextTable table = new TextTable(
                "Identifiers: " + where + " (" + section.transitions() + " windows across a change left out)",
                "identifier",
                "macro-F1",
                "strict",
                "false alarms",
                "accuracy",
                "delay, median",
                "delay, 90 %",
                "never");
        for (Score score : section.scores()) {
            table.row(
                    score.identifier(),
                    Figures.of(score.macroF1()),
                    Figures.of(score.confusion().strictMacroF1()),
                    Figures.of(score.falseAlarms()),
                    Figures.of(score.accuracy()),
                    Figures.steps(score.delay().median()),
                    Figures.steps(score.delay().ninetieth()),
                    Figures.never(score.delay()));
        }
        return table;
    }

    private static TextTable courses(String where, Section section) {
        List<String> heading = new ArrayList<>(List.of("course", "label"));
        section.scores().forEach(score -> heading.add(score.identifier()));
        heading.add("delay of " + section.scores().get(0).identifier());
        heading.add("never");
        TextTable table = new TextTable("Accuracy by course: " + where, heading.toArray(String[]::new));
        List<CourseScore> own = section.scores().get(0).courses();
        for (int i = 0; i < own.size(); i++) {
            List<String> row = new ArrayList<>(
                    List.of(own.get(i).course(), own.get(i).label().name()));
            for (Score score : section.scores()) {
                row.add(Figures.of(score.courses().get(i).accuracy().value()));
            }
            row.add(Figures.steps(own.get(i).delay().median()));
            row.add(Figures.never(own.get(i).delay()));
            table.row(row);
        }
        return table;
    }

    private static TextTable matrix(String where, Score score) {
        List<String> heading = new ArrayList<>(List.of("truth \\ finding"));
        for (Finding finding : Finding.values()) {
            heading.add(finding.name());
        }
        heading.add("F1");
        TextTable table =
                new TextTable("Confusion of " + score.identifier() + ": " + where, heading.toArray(String[]::new));
        for (ShiftLabel truth : ShiftLabel.values()) {
            List<String> row = new ArrayList<>(List.of(truth.name()));
            for (Finding finding : Finding.values()) {
                row.add(String.valueOf(score.confusion().count(truth, finding)));
            }
            row.add(truth == ShiftLabel.OBSERVATION ? "-" : f1(score.confusion(), truth));
            table.row(row);
        }
        return table;
    }

    private static String f1(Confusion confusion, ShiftLabel truth) {
        return Figures.of(confusion.f1(truth));
    }

    private static TextTable sweep(String title, List<Sweep.Point> points) {
        TextTable table = new TextTable(title, "setting", "macro-F1", "false alarms");
        for (Sweep.Point point : points) {
            table.row(point.setting(), Figures.of(point.macroF1()), Figures.of(point.falseAlarms()));
        }
        return table;
    }
}
