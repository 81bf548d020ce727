package io.slipstream.app.study;

import io.slipstream.app.report.TextTable;
import io.slipstream.app.statistics.Interval;
import io.slipstream.learner.plan.Strategy;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** An abrupt change and return: what is left of the old world when it is back, and what it takes to get used to it. */
final class StudyReturns {
    private StudyReturns() {}

    /** A row for every condition and strategy whose world returned; nothing if none did. */
    static Optional<TextTable> table(StudyResults results) {
        TextTable table = new TextTable(
                "The old world returns",
                "condition",
                "strategy",
                "seeds",
                "in the new world before",
                "in the old one at its return",
                "worst since",
                "at the end",
                "the new one at the end",
                "updates before",
                "updates since",
                "core-s since");
        boolean any = false;
        for (String condition : results.conditions()) {
            for (Strategy strategy : results.strategies(condition)) {
                List<Returned> cells = results.of(condition, strategy).stream()
                        .flatMap(cell -> cell.aroundTheReturn().map(around -> new Returned(cell, around)).stream())
                        .toList();
                if (!cells.isEmpty()) {
                    any = true;
                    row(table, condition, strategy, cells);
                }
            }
        }
        return any ? Optional.of(table) : Optional.empty();
    }

    private static void row(TextTable table, String condition, Strategy strategy, List<Returned> cells) {
        table.row(
                condition,
                strategy.id(),
                Integer.toString(cells.size()),
                mean(cells, cell -> cell.around().before().success(), 3),
                mean(cells, cell -> cell.around().at().success(), 3),
                mean(cells, Returned::worst, 3),
                mean(cells, cell -> cell.result().retention(), 3),
                mean(cells, cell -> cell.result().success(), 3),
                mean(cells, cell -> cell.around().at().updates(), 0),
                mean(cells, cell -> cell.result().updates() - cell.around().at().updates(), 0),
                mean(
                        cells,
                        cell -> cell.result().coreSeconds() - cell.around().at().coreSeconds(),
                        0));
    }

    private static String mean(List<Returned> cells, ToDoubleFunction<Returned> figure, int digits) {
        return StudyTables.figure(
                Interval.ofSeeds(cells.stream().mapToDouble(figure).toArray()), digits);
    }

    private record Returned(CellResult result, CellResult.Return around) {
        double worst() {
            return around.since().stream()
                    .mapToDouble(CurvePoint::success)
                    .min()
                    .orElseThrow();
        }
    }
}
