package io.slipstream.app.study;

import io.slipstream.app.report.TextTable;
import io.slipstream.learner.plan.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** A table for new tasks and one for shifts: a row a strategy, a column a condition, and what an update cost. */
final class StudyOverview {
    private static final double MEGABYTE = 1e6;

    private StudyOverview() {}

    static List<TextTable> tables(StudyResults results) {
        List<TextTable> tables = new ArrayList<>();
        results.kinds().forEach((kind, conditions) -> {
            if (conditions.size() > 1) {
                tables.add(table(results, kind, conditions));
            }
        });
        return tables;
    }

    private static TextTable table(StudyResults results, String kind, Set<String> conditions) {
        List<String> heading = new ArrayList<>(List.of("strategy"));
        heading.addAll(conditions);
        heading.add("core-s an update");
        TextTable table = new TextTable(
                kind + ": success; RTM03 after it; updates; core-s; MB published (seeds)",
                heading.toArray(String[]::new));
        for (Strategy strategy : Strategy.values()) {
            List<CellResult> all = conditions.stream()
                    .flatMap(condition -> results.of(condition, strategy).stream())
                    .toList();
            if (!all.isEmpty()) {
                List<String> row = new ArrayList<>(List.of(strategy.id()));
                conditions.forEach(condition -> row.add(cell(results, condition, strategy)));
                row.add(anUpdate(all));
                table.row(row);
            }
        }
        return table;
    }

    private static String cell(StudyResults results, String condition, Strategy strategy) {
        int seeds = results.of(condition, strategy).size();
        if (seeds == 0) {
            return "-";
        }
        return StudyTables.figure(results.mean(condition, strategy, CellResult::success), 3)
                + String.format(
                        Locale.ROOT,
                        "; %.3f; %.0f; %.0f; %.2f (%d)",
                        mean(results, condition, strategy, CellResult::retention),
                        mean(results, condition, strategy, CellResult::updates),
                        mean(results, condition, strategy, CellResult::coreSeconds),
                        mean(results, condition, strategy, CellResult::bytesPublished) / MEGABYTE,
                        seeds);
    }

    private static double mean(
            StudyResults results, String condition, Strategy strategy, ToDoubleFunction<CellResult> figure) {
        return results.mean(condition, strategy, figure).value();
    }

    private static String anUpdate(List<CellResult> cells) {
        int updates = cells.stream().mapToInt(CellResult::updates).sum();
        double seconds = cells.stream().mapToDouble(CellResult::coreSeconds).sum();
        return updates == 0 ? "-" : String.format(Locale.ROOT, "%.3f", seconds / updates);
    }
}
