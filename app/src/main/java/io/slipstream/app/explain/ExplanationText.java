package io.slipstream.app.explain;

import io.slipstream.app.report.TextTable;
import io.slipstream.monitor.mismatch.Reading;
import io.slipstream.schemas.avro.MismatchReport;
import io.slipstream.schemas.avro.OffsetRange;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An explanation for a terminal. */
public final class ExplanationText {
    private static final String NO_ROLES =
            "what the signals speak of: the manifest of the version that drove names no roles of its feature groups";

    private final Explanation told;
    private final StringBuilder text = new StringBuilder();

    private ExplanationText(Explanation told) {
        this.told = told;
    }

    /** The whole of it. */
    public static String of(Explanation told) {
        return new ExplanationText(told).write();
    }

    private String write() {
        text.append(told.headline()).append("\n\n");
        line("finding", Wording.finding(told.judgement().finding()));
        line("because", told.judgement().reason());
        line("at step", Numbers.steps(told.atStep()) + " (" + window() + ")");
        line("version", Wording.driver(told));
        told.decision().ifPresent(made -> line("decided", made.getCreatedAt().toString()));
        text.append('\n');
        told.aspects().forEach(aspect -> text.append(table(aspect)));
        line("rejected", Wording.rejected(told));
        line("plain AdaWM", Wording.baseline(told));
        line("came of it", Wording.came(told));
        line("constants", Wording.settings(told));
        line("rests on", offsets());
        if (told.visitation().isEmpty()) {
            line("not told", missing(told));
        }
        if (told.of(Aspect.WRONG).isEmpty()) {
            line("not told", NO_ROLES);
        }
        return text.toString();
    }

    private void line(String name, String value) {
        text.append(String.format(Locale.ROOT, "%-12s %s%n", name, value));
    }

    private String window() {
        return told.report()
                .map(report -> "window " + report.getWindow() + " from step " + Numbers.steps(report.getFromStep())
                        + ", " + Numbers.steps(report.getSteps()) + " usable steps and "
                        + Numbers.steps(report.getEpisodes()) + " episodes on " + report.getTask())
                .orElse("window " + told.window());
    }

    private String table(Aspect aspect) {
        TextTable table = new TextTable(
                aspect.title() + " (" + aspect.accuses() + ")",
                "signal",
                "value",
                "95 % band",
                "level",
                "null quantile",
                "passed");
        for (Measured signal : told.of(aspect)) {
            Reading reading = signal.reading();
            table.row(
                    reading.signal(),
                    Numbers.of(reading.value()),
                    Numbers.of(reading.low()) + " to " + Numbers.of(reading.high()),
                    Numbers.of(reading.level()),
                    Numbers.of(reading.threshold()),
                    signal.passed() ? "YES" : "no");
        }
        return table.plain();
    }

    private String offsets() {
        List<OffsetRange> ranges = told.offsets();
        if (ranges.isEmpty()) {
            return "no records";
        }
        StringBuilder lines = new StringBuilder();
        for (OffsetRange range : ranges) {
            lines.append(lines.isEmpty() ? "" : String.format(Locale.ROOT, "%n%-13s", ""))
                    .append(range.getTopic())
                    .append(" partition ")
                    .append(range.getPartition())
                    .append(": offsets ")
                    .append(range.getFrom())
                    .append(" to ")
                    .append(range.getTo() - 1);
        }
        return lines.toString();
    }

    /** Why there is no visitation to compare. */
    static String missing(Explanation told) {
        Optional<MismatchReport> report = told.report();
        if (report.isEmpty()) {
            return "where the policy drove: the report of window " + told.window() + " is no longer on the log";
        }
        return told.driver().isEmpty()
                ? "where the policy drove: the manifest of version " + told.modelVersion() + " is not on the log"
                : "where the policy drove: window and reference are not of one shape";
    }
}
