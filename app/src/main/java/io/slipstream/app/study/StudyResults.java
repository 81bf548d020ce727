package io.slipstream.app.study;

import io.slipstream.app.statistics.Interval;
import io.slipstream.learner.plan.Strategy;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * All finished cells, and what is said about them together.
 *
 * @param cells in any order
 */
public record StudyResults(List<CellResult> cells) {
    /** Of the success that can be achieved, so much is called recovered. */
    private static final double RECOVERED = 0.9;

    /** Takes a copy in the order of conditions, strategies and seeds. */
    public StudyResults {
        Set<String> conditions = new LinkedHashSet<>();
        cells.forEach(result -> conditions.add(result.cell().condition()));
        List<String> order = List.copyOf(conditions);
        cells = cells.stream()
                .sorted(Comparator.<CellResult>comparingInt(
                                result -> order.indexOf(result.cell().condition()))
                        .thenComparing(result -> result.cell().strategy())
                        .thenComparingInt(result -> result.cell().seed()))
                .toList();
    }

    /** What there was to get used to. */
    List<String> conditions() {
        return cells.stream()
                .map(result -> result.cell().condition())
                .distinct()
                .toList();
    }

    /** Conditions by what changed: the task alone, or (also) the vehicle or the traffic. */
    Map<String, Set<String>> kinds() {
        Map<String, Set<String>> kinds = new LinkedHashMap<>();
        for (CellResult result : cells) {
            String kind = result.cell().shift().equals("C0") ? "new tasks" : "shifts";
            kinds.computeIfAbsent(kind, first -> new LinkedHashSet<>())
                    .add(result.cell().condition());
        }
        return kinds;
    }

    List<Strategy> strategies(String condition) {
        return Arrays.stream(Strategy.values())
                .filter(strategy -> !of(condition, strategy).isEmpty())
                .toList();
    }

    List<CellResult> of(String condition, Strategy strategy) {
        return cells.stream()
                .filter(result -> result.cell().condition().equals(condition)
                        && result.cell().strategy() == strategy)
                .toList();
    }

    /** Mean over seeds with its 95 % interval. */
    Interval mean(String condition, Strategy strategy, ToDoubleFunction<CellResult> figure) {
        return Interval.ofSeeds(of(condition, strategy).stream()
                .mapToDouble(figure)
                .filter(Double::isFinite)
                .toArray());
    }

    /** The best mean success that any strategy reached. */
    double achievable(String condition) {
        return strategies(condition).stream()
                .mapToDouble(strategy ->
                        mean(condition, strategy, CellResult::success).value())
                .max()
                .orElse(Double.NaN);
    }

    /** The evaluation at which a cell had recovered nine tenths of what can be achieved; null if it never had. */
    @Nullable
    CurvePoint recovered(CellResult result) {
        return result.recovered(RECOVERED * achievable(result.cell().condition()));
    }
}
