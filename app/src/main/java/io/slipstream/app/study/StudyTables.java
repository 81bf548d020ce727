package io.slipstream.app.study;

import io.slipstream.app.report.TextTable;
import io.slipstream.app.statistics.Interval;
import io.slipstream.learner.plan.Strategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lays the results out as CSV, a row a cell, and as tables, a row a strategy. */
public final class StudyTables {
    private static final String HEADING = "task,shift,strategy,seed,success_before,success,greedy_success,ttc,"
            + "driving_score,route_completion,return,collisions,time_outs,retention,steps,updates,core_seconds,"
            + "steps_to_90,core_seconds_to_90,trainable_parameters,bytes_published,decisions";

    private StudyTables() {}

    static List<String> csv(StudyResults results) {
        List<String> lines = new ArrayList<>(List.of(HEADING));
        results.cells().forEach(result -> lines.add(row(result, results.recovered(result))));
        return lines;
    }

    private static String row(CellResult r, @Nullable CurvePoint recovered) {
        return String.format(
                Locale.ROOT,
                "%s,%s,%s,%d,%.4f,%.4f,%.4f,%.3f,%.4f,%.4f,%.2f,%.4f,%.4f,%.4f,%d,%d,%.1f,%s,%s,%d,%d,%s",
                r.cell().task(),
                r.cell().shift(),
                r.cell().strategy().id(),
                r.cell().seed(),
                r.before(),
                r.success(),
                r.greedySuccess(),
                r.ttc(),
                r.drivingScore(),
                r.routeCompletion(),
                r.meanReturn(),
                r.collisions(),
                r.timeOuts(),
                r.retention(),
                r.steps(),
                r.updates(),
                r.coreSeconds(),
                recovered == null ? "" : recovered.steps(),
                recovered == null ? "" : String.format(Locale.ROOT, "%.1f", recovered.coreSeconds()),
                r.trainableParameters(),
                r.bytesPublished(),
                String.join("; ", r.decisions()));
    }

    /** Overviews, a table a condition, and those of returns and differences, for a terminal. */
    public static String plain(List<CellResult> cells) {
        return tables(new StudyResults(cells)).map(TextTable::plain).collect(Collectors.joining());
    }

    static String markdown(StudyResults results) {
        return tables(results).map(TextTable::markdown).collect(Collectors.joining());
    }

    private static Stream<TextTable> tables(StudyResults results) {
        Stream<TextTable> conditions = results.conditions().stream().map(condition -> table(results, condition));
        return Stream.of(
                        StudyOverview.tables(results).stream(),
                        conditions,
                        StudyReturns.table(results).stream(),
                        comparison(results).stream())
                .flatMap(tables -> tables);
    }

    private static Optional<TextTable> comparison(StudyResults results) {
        boolean rivals =
                results.cells().stream().anyMatch(result -> result.cell().strategy() != Strategy.SLIPSTREAM);
        boolean compared = rivals
                && results.cells().stream().anyMatch(result -> result.cell().strategy() == Strategy.SLIPSTREAM);
        return compared ? Optional.of(StudyComparison.table(results)) : Optional.empty();
    }

    private static TextTable table(StudyResults results, String condition) {
        TextTable table = new TextTable(
                condition,
                "strategy",
                "seeds",
                "success",
                "TTC [s]",
                "driving score",
                "route",
                "retention",
                "steps to 90 %",
                "core-s to 90 %",
                "core-s",
                "parameters",
                "bytes");
        for (Strategy strategy : results.strategies(condition)) {
            List<CellResult> cells = results.of(condition, strategy);
            table.row(
                    strategy.id(),
                    Integer.toString(cells.size()),
                    figure(results.mean(condition, strategy, CellResult::success), 3),
                    figure(results.mean(condition, strategy, CellResult::ttc), 2),
                    figure(results.mean(condition, strategy, CellResult::drivingScore), 3),
                    figure(results.mean(condition, strategy, CellResult::routeCompletion), 3),
                    figure(results.mean(condition, strategy, CellResult::retention), 3),
                    recovery(results, cells, CurvePoint::steps),
                    recovery(results, cells, CurvePoint::coreSeconds),
                    figure(results.mean(condition, strategy, CellResult::coreSeconds), 0),
                    String.format(
                            Locale.ROOT,
                            "%.0f",
                            results.mean(condition, strategy, CellResult::trainableParameters)
                                    .value()),
                    String.format(
                            Locale.ROOT,
                            "%.0f",
                            results.mean(condition, strategy, CellResult::bytesPublished)
                                    .value()));
        }
        return table;
    }

    /** A mean with half its 95 % interval, which one sample does not have. */
    static String figure(Interval interval, int digits) {
        if (interval.samples() == 0) {
            return "-";
        }
        String format = "%." + digits + "f";
        String value = String.format(Locale.ROOT, format, interval.value());
        return interval.samples() == 1
                ? value
                : value + " ±" + String.format(Locale.ROOT, format, interval.high() - interval.value());
    }

    /** Mean over the seeds that recovered, and how many did when not all. */
    private static String recovery(StudyResults results, List<CellResult> cells, ToDoubleFunction<CurvePoint> figure) {
        double[] reached = cells.stream()
                .map(results::recovered)
                .filter(Objects::nonNull)
                .mapToDouble(figure)
                .toArray();
        if (reached.length == 0) {
            return "never";
        }
        String mean = String.format(
                Locale.ROOT, "%.0f", Arrays.stream(reached).average().orElseThrow());
        return reached.length == cells.size() ? mean : mean + " (" + reached.length + " of " + cells.size() + ")";
    }
}
