package io.slipstream.app.study;

import io.slipstream.app.report.BandChart;
import io.slipstream.app.statistics.Interval;
import io.slipstream.learner.plan.Strategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Draws success and time to collision over online steps, a line a strategy, with the range of the seeds as a band. */
final class StudyPicture {
    private static final int POINTS = 40;
    private static final double LONGEST_TTC = 8;

    private StudyPicture() {}

    static String of(StudyResults results) {
        BandChart chart = new BandChart(results.conditions().size());
        List<String> conditions = results.conditions();
        for (int row = 0; row < conditions.size(); row++) {
            String condition = conditions.get(row);
            long last = results.cells().stream()
                    .filter(result -> result.cell().condition().equals(condition))
                    .mapToLong(CellResult::steps)
                    .max()
                    .orElse(1);
            draw(chart.panel(row, 0, condition + ": success", last, 1), results, condition, last, CurvePoint::success);
            draw(
                    chart.panel(row, 1, condition + ": TTC, s", last, LONGEST_TTC),
                    results,
                    condition,
                    last,
                    CurvePoint::ttc);
        }
        return chart.document();
    }

    private static void draw(
            BandChart.Plot plot,
            StudyResults results,
            String condition,
            long last,
            ToDoubleFunction<CurvePoint> figure) {
        for (Strategy strategy : results.strategies(condition)) {
            List<BandChart.Point> points = new ArrayList<>();
            for (int i = 0; i <= POINTS; i++) {
                long step = last * i / POINTS;
                double[] values = results.of(condition, strategy).stream()
                        .mapToDouble(result -> at(result, step, figure))
                        .filter(Double::isFinite)
                        .toArray();
                Interval mean = Interval.ofSeeds(values);
                if (mean.samples() > 0) {
                    double low = Arrays.stream(values).min().orElseThrow();
                    double high = Arrays.stream(values).max().orElseThrow();
                    points.add(new BandChart.Point(step, mean.value(), low, high));
                }
            }
            plot.line(strategy.id(), strategy.ordinal(), points);
        }
    }

    /** What the newest evaluation up to a step said. */
    private static double at(CellResult result, long step, ToDoubleFunction<CurvePoint> figure) {
        double value = Double.NaN;
        for (CurvePoint point : result.curve()) {
            if (point.steps() <= step) {
                value = figure.applyAsDouble(point);
            }
        }
        return value;
    }
}
