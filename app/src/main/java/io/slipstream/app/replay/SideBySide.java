package io.slipstream.app.replay;

import io.slipstream.app.report.TextTable;
import io.slipstream.schemas.avro.FinetuneDecision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Decisions of several configurations over one log.
 *
 * @param fleet whose
 * @param columns by name: what the log says, what its own settings say when it is played again, what others say
 * @param speeds environment steps a second, by name of the column
 * @param windows windows judged, by name of the column
 * @param steps environment steps of the log
 * @param readingAlone environment steps a second that reading alone allows; 0 when it was not measured
 * @param gaps what was missing
 */
public record SideBySide(
        String fleet,
        Map<String, List<FinetuneDecision>> columns,
        Map<String, Double> speeds,
        Map<String, Integer> windows,
        long steps,
        double readingAlone,
        List<String> gaps) {
    /** Takes copies that keep the order. */
    public SideBySide {
        columns = new LinkedHashMap<>(columns);
        speeds = new LinkedHashMap<>(speeds);
        windows = new LinkedHashMap<>(windows);
        gaps = List.copyOf(gaps);
    }

    /** For people. */
    public List<String> lines() {
        List<String> heading = new ArrayList<>(List.of("at step"));
        heading.addAll(columns.keySet());
        TextTable table = new TextTable("decisions of fleet " + fleet, heading.toArray(new String[0]));
        rows().forEach((step, cells) -> {
            List<String> row = new ArrayList<>(List.of(String.format(Locale.ROOT, "%,d", step)));
            columns.keySet().forEach(column -> row.add(cells.getOrDefault(column, "")));
            table.row(row);
        });
        List<String> lines = new ArrayList<>(List.of(table.plain().stripTrailing(), ""));
        columns.forEach((column, decisions) -> {
            String line = column + ": " + decisions.size() + " decisions";
            if (speeds.containsKey(column)) {
                line += String.format(
                        Locale.ROOT,
                        " from %,d windows, %,.0f env-steps/s through the monitor's mathematics",
                        windows.getOrDefault(column, 0),
                        speeds.get(column));
            }
            lines.add(line);
        });
        if (readingAlone > 0) {
            lines.add(String.format(Locale.ROOT, "reading alone: %,.0f env-steps/s", readingAlone));
        }
        gaps.forEach(gap -> lines.add("missing: " + gap));
        return lines;
    }

    private SortedMap<Long, Map<String, String>> rows() {
        SortedMap<Long, Map<String, String>> rows = new TreeMap<>();
        columns.forEach((column, decisions) ->
                decisions.forEach(decision -> rows.computeIfAbsent(decision.getAtStep(), any -> new LinkedHashMap<>())
                        .merge(column, cell(decision), (a, b) -> a + ", " + b)));
        return rows;
    }

    private static String cell(FinetuneDecision decision) {
        return decision.getId() + " " + decision.getComponent() + " v" + decision.getModelVersion();
    }

    /** For machines. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("fleet", fleet);
        json.put("steps", steps);
        Map<String, Object> told = new LinkedHashMap<>();
        columns.forEach((column, decisions) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("windows", windows.get(column));
            one.put("envStepsPerSecond", speeds.get(column));
            one.put("decisions", decisions.stream().map(SideBySide::json).toList());
            told.put(column, one);
        });
        json.put("configurations", told);
        json.put("readingAloneEnvStepsPerSecond", readingAlone);
        json.put("gaps", gaps);
        return json;
    }

    private static Map<String, Object> json(FinetuneDecision decision) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", decision.getId());
        json.put("atStep", decision.getAtStep());
        json.put("component", decision.getComponent().name());
        json.put("finding", decision.getFinding());
        json.put("modelVersion", decision.getModelVersion());
        json.put("baseline", decision.getBaseline().name());
        json.put("reason", decision.getReason());
        return json;
    }
}
