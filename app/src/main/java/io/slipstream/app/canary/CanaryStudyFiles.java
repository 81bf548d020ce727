package io.slipstream.app.canary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.slipstream.app.report.SvgCanvas;
import io.slipstream.app.report.TextTable;
import io.slipstream.monitor.canary.Ruling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/** A study as table, JSON and picture. */
final class CanaryStudyFiles {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String[] COLOURS = {"#c2410c", "#a16207", "#6b7280", "#0e7490"};
    private static final int WIDTH = 760;
    private static final int HEIGHT = 360;
    private static final double LEFT = 60;
    private static final double RIGHT = 560;
    private static final double TOP = 40;
    private static final double BOTTOM = 300;

    private final Map<String, Object> circumstances;
    private final List<StudyRow> rows;

    CanaryStudyFiles(Map<String, Object> circumstances, List<StudyRow> rows) {
        this.circumstances = circumstances;
        this.rows = List.copyOf(rows);
    }

    TextTable table() {
        TextTable table = new TextTable(
                "Trials by candidate",
                "candidate",
                "success incumbent / candidate",
                "promoted",
                "rolled back",
                "undecided",
                "candidate's episodes p50 / p90 / max",
                "all episodes p50 / p90",
                "candidate's steps p50 / p90",
                "fleet steps p50 / p90");
        for (StudyRow row : rows) {
            table.row(
                    row.name(),
                    String.format(Locale.ROOT, "%.3f / %.3f", row.incumbentSuccess(), row.candidateSuccess()),
                    Long.toString(row.count(Ruling.PROMOTE)),
                    Long.toString(row.count(Ruling.ROLL_BACK)),
                    Long.toString(row.count(Ruling.UNDECIDED)),
                    quantile(row, .5, TrialRun.Ended::candidateEpisodes) + " / "
                            + quantile(row, .9, TrialRun.Ended::candidateEpisodes) + " / "
                            + quantile(row, 1, TrialRun.Ended::candidateEpisodes),
                    quantile(row, .5, TrialRun.Ended::episodes) + " / " + quantile(row, .9, TrialRun.Ended::episodes),
                    quantile(row, .5, TrialRun.Ended::candidateSteps) + " / "
                            + quantile(row, .9, TrialRun.Ended::candidateSteps),
                    quantile(row, .5, TrialRun.Ended::fleetSteps) + " / "
                            + quantile(row, .9, TrialRun.Ended::fleetSteps));
        }
        return table;
    }

    private static String quantile(StudyRow row, double q, ToLongFunction<TrialRun.Ended> figure) {
        return String.format(Locale.ROOT, "%,d", row.quantile(q, figure));
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>(circumstances);
        List<Map<String, Object>> all = new ArrayList<>();
        for (StudyRow row : rows) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("candidate", row.name());
            one.put("incumbentSuccess", row.incumbentSuccess());
            one.put("candidateSuccess", row.candidateSuccess());
            one.put("right", row.right().name());
            one.put("trials", row.trials());
            all.add(one);
        }
        json.put("candidates", all);
        return json;
    }

    static String text(Map<String, Object> json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result must always be writable as JSON", e);
        }
    }

    void write(Path folder) throws IOException {
        JSON.writeValue(folder.resolve("canary.json").toFile(), json());
        StringBuilder page = new StringBuilder();
        circumstances.forEach((name, value) ->
                page.append("- ").append(name).append(": ").append(value).append('\n'));
        page.append('\n').append(table().markdown());
        Files.writeString(folder.resolve("canary-table.md"), page);
        Files.writeString(folder.resolve("canary.svg"), picture());
    }

    /** Share of trials that are over against episodes of the candidate, on a logarithmic axis. */
    private String picture() {
        SvgCanvas canvas = new SvgCanvas(WIDTH, HEIGHT);
        canvas.rectangle(0, 0, WIDTH, HEIGHT, "#ffffff");
        canvas.text(LEFT, 20, "start", "#111827", 14, "Share of trials that are over");
        double most = Math.log10(rows.stream()
                .mapToLong(row -> row.quantile(1, TrialRun.Ended::candidateEpisodes))
                .max()
                .orElse(10));
        double least = 1;
        for (double tick : new double[] {10, 20, 50, 100, 200, 500, 1000, 2000, 5000}) {
            double x = x(tick, least, most);
            if (x <= RIGHT + 1) {
                canvas.line(x, TOP, x, BOTTOM, "#e5e7eb", "");
                canvas.text(x, BOTTOM + 18, "middle", "#374151", 11, String.format(Locale.ROOT, "%.0f", tick));
            }
        }
        for (int i = 0; i <= 4; i++) {
            double y = BOTTOM - (BOTTOM - TOP) * i / 4;
            canvas.line(LEFT, y, RIGHT, y, "#e5e7eb", "");
            canvas.text(LEFT - 8, y + 4, "end", "#374151", 11, String.format(Locale.ROOT, "%.2f", i / 4.0));
        }
        canvas.text((LEFT + RIGHT) / 2, BOTTOM + 40, "middle", "#374151", 12, "episodes of the candidate");
        for (int i = 0; i < rows.size(); i++) {
            line(canvas, rows.get(i), i, least, most);
        }
        return canvas.document();
    }

    private static void line(SvgCanvas canvas, StudyRow row, int index, double least, double most) {
        long[] ends = row.trials().stream()
                .mapToLong(TrialRun.Ended::candidateEpisodes)
                .sorted()
                .toArray();
        StringBuilder points = new StringBuilder();
        double before = BOTTOM;
        for (int i = 0; i < ends.length; i++) {
            double x = x(ends[i], least, most);
            double y = BOTTOM - (BOTTOM - TOP) * (i + 1) / ends.length;
            points.append(String.format(Locale.ROOT, "%.1f,%.1f %.1f,%.1f ", x, before, x, y));
            before = y;
        }
        String colour = COLOURS[index % COLOURS.length];
        canvas.polyline(points, colour);
        canvas.rectangle(RIGHT + 16, TOP + index * 22.0, 12, 4, colour);
        canvas.text(RIGHT + 34, TOP + 6 + index * 22.0, "start", "#111827", 12, row.name());
    }

    private static double x(double episodes, double least, double most) {
        return LEFT + (RIGHT - LEFT) * (Math.log10(Math.max(10, episodes)) - least) / Math.max(.1, most - least);
    }
}
