package io.slipstream.app.soak;

import io.slipstream.app.report.BandChart;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Draws what was watched over minutes, as SVG. */
final class SoakPicture {
    private static final double SECONDS_OF_A_MINUTE = 60;
    /** Samples of one point: throughput of ten seconds is noise. */
    private static final int WINDOW = 12;

    private final List<SoakSample> curve;
    private final BandChart chart = new BandChart(4);
    private int panels;

    private SoakPicture(List<SoakSample> curve) {
        this.curve = curve;
    }

    static String of(List<SoakSample> curve) {
        SoakPicture picture = new SoakPicture(curve);
        picture.panel("env-steps/s, over two minutes", List.of("steps/s"), List.of(picture.rates()));
        picture.panel("resident memory, MB", "resident", SoakSample::residentMb);
        picture.panel("heap, MB", "in use", SoakSample::heapMb, "live", SoakSample::liveHeapMb);
        picture.panel("native arrays", "arrays", SoakSample::nativeArrays);
        picture.panel("threads, file handles", "threads", SoakSample::threads, "handles", SoakSample::handles);
        picture.panel("data folder but the weights, MB", "disk", SoakSample::diskMb);
        picture.panel("gradient updates", "updates", SoakSample::updates);
        picture.panel("load average of the machine", "load", SoakSample::load);
        return picture.chart.document();
    }

    private void panel(String title, String name, ToDoubleFunction<SoakSample> figure) {
        panel(title, List.of(name), List.of(points(figure)));
    }

    private void panel(
            String title,
            String first,
            ToDoubleFunction<SoakSample> one,
            String second,
            ToDoubleFunction<SoakSample> other) {
        panel(title, List.of(first, second), List.of(points(one), points(other)));
    }

    private void panel(String title, List<String> names, List<List<BandChart.Point>> lines) {
        long minutes = Math.max(1, minute(curve.get(curve.size() - 1)));
        double largest = lines.stream()
                .flatMap(List::stream)
                .mapToDouble(BandChart.Point::value)
                .max()
                .orElse(1);
        BandChart.Plot plot =
                chart.panel(panels / 2, panels % 2, title, minutes, "minutes", Math.max(1, 1.1 * largest));
        panels++;
        for (int i = 0; i < lines.size(); i++) {
            plot.line(names.get(i), i + 1, lines.get(i));
        }
    }

    private List<BandChart.Point> points(ToDoubleFunction<SoakSample> figure) {
        List<BandChart.Point> points = new ArrayList<>();
        for (SoakSample sample : curve) {
            double value = figure.applyAsDouble(sample);
            if (!Double.isNaN(value)) {
                points.add(point(sample, value));
            }
        }
        return points;
    }

    private List<BandChart.Point> rates() {
        List<BandChart.Point> points = new ArrayList<>();
        for (int i = WINDOW; i < curve.size(); i++) {
            SoakSample before = curve.get(i - WINDOW);
            SoakSample now = curve.get(i);
            points.add(point(now, (now.steps() - before.steps()) / (now.seconds() - before.seconds())));
        }
        return points;
    }

    private static BandChart.Point point(SoakSample sample, double value) {
        return new BandChart.Point(minute(sample), value, value, value);
    }

    private static long minute(SoakSample sample) {
        return Math.round(sample.seconds() / SECONDS_OF_A_MINUTE);
    }
}
