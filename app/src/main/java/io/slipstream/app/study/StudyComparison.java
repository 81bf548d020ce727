package io.slipstream.app.study;

import io.slipstream.app.report.TextTable;
import io.slipstream.app.statistics.Interval;
import io.slipstream.learner.plan.Strategy;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * {@code slipstream} beside a rival, seed by seed. A seed gives both the same roads, traffic and evaluations, so that a mean of differences tells
 * more than two intervals beside each other.
 *
 * @param pairs of the same condition and seed
 */
record StudyComparison(List<Pair> pairs) {

    /** Two cells that differ by their strategy alone. */
    record Pair(CellResult slipstream, CellResult rival) {}

    static StudyComparison of(StudyResults results, String condition, Strategy rival) {
        List<CellResult> rivals = results.of(condition, rival);
        return new StudyComparison(results.of(condition, Strategy.SLIPSTREAM).stream()
                .flatMap(mine -> rivals.stream()
                        .filter(theirs -> theirs.cell().seed() == mine.cell().seed())
                        .map(theirs -> new Pair(mine, theirs)))
                .toList());
    }

    private static StudyComparison over(StudyResults results, Collection<String> conditions, Strategy rival) {
        return new StudyComparison(conditions.stream()
                .flatMap(condition -> of(results, condition, rival).pairs().stream())
                .toList());
    }

    /** Mean of what {@code slipstream} has more, with its 95 % interval. */
    Interval difference(ToDoubleFunction<CellResult> figure) {
        return Interval.ofSeeds(pairs.stream()
                .mapToDouble(pair -> figure.applyAsDouble(pair.slipstream()) - figure.applyAsDouble(pair.rival()))
                .toArray());
    }

    /** The sum of {@code slipstream}'s as a share of the rival's. */
    double share(ToDoubleFunction<CellResult> figure) {
        double mine = pairs.stream()
                .mapToDouble(pair -> figure.applyAsDouble(pair.slipstream()))
                .sum();
        return mine
                / pairs.stream()
                        .mapToDouble(pair -> figure.applyAsDouble(pair.rival()))
                        .sum();
    }

    /** A row for every rival and condition of which there are pairs, one for every kind of them, and one for all. */
    static TextTable table(StudyResults results) {
        TextTable table = new TextTable(
                "slipstream beside each rival", "rival", "condition", "pairs", "success", "core-s", "bytes");
        for (Strategy rival : Strategy.values()) {
            if (rival == Strategy.SLIPSTREAM) {
                continue;
            }
            for (String condition : results.conditions()) {
                row(table, rival, condition, of(results, condition, rival));
            }
            Map<String, Set<String>> kinds = results.kinds();
            if (kinds.size() > 1) {
                kinds.forEach((kind, conditions) -> row(table, rival, kind, over(results, conditions, rival)));
            }
            row(table, rival, "all", over(results, results.conditions(), rival));
        }
        return table;
    }

    private static void row(TextTable table, Strategy rival, String condition, StudyComparison comparison) {
        int count = comparison.pairs().size();
        if (count == 0) {
            return;
        }
        Interval more = comparison.difference(CellResult::success);
        String about = count == 1 ? "" : String.format(Locale.ROOT, " ±%.3f", more.high() - more.value());
        table.row(
                rival.id(),
                condition,
                Integer.toString(count),
                String.format(Locale.ROOT, "%+.3f%s", more.value(), about),
                share(comparison.share(CellResult::coreSeconds)),
                share(comparison.share(CellResult::bytesPublished)));
    }

    /** Nothing can be a share of nothing. */
    private static String share(double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%.3f", share) : "-";
    }
}
