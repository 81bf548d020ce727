package io.slipstream.app.explain;

import io.slipstream.app.report.SvgCanvas;
import io.slipstream.monitor.mismatch.Reading;
import java.util.List;

/**
 * Dots with whiskers: how far every signal and its band reach, in units of its null quantile. Linear up to the quantile, logarithmic
 * beyond, so that what has not passed stays readable beside what has passed a hundredfold.
 */
final class SignalChart {
    private static final int ROW = 18;
    private static final int GROUP_GAP = 12;
    private static final int AXIS = 58;
    private static final int NAMES = 150;
    private static final int FIGURES = 150;
    /** Where the null quantile stands, as a share of the width. */
    private static final double THRESHOLD_AT = 0.55;

    private static final double[] TICKS = {0, 0.5, 1, 2, 5, 10, 100, 1000};
    /** Okabe and Ito's blue and vermilion. */
    private static final String WITHIN = "#0072b2";

    private static final String PASSED = "#d55e00";
    private static final String INK = "#1b1f26";
    private static final String SOFT = "#4a5260";
    private static final String GRID = "#d9dde3";

    private final Explanation told;
    private final double largest;

    SignalChart(Explanation told) {
        this.told = told;
        this.largest = told.signals().stream().mapToDouble(Measured::farEnd).reduce(2, Math::max);
    }

    int height() {
        int rows = told.signals().size() + told.aspects().size();
        return AXIS + rows * ROW + told.aspects().size() * GROUP_GAP + 24;
    }

    void draw(SvgCanvas canvas, double x, double y, double width) {
        canvas.text(x, y + 14, "start", INK, 15, "Which signals passed their null quantile");
        canvas.text(
                x,
                y + 32,
                "start",
                SOFT,
                12,
                "value and 95 % band in units of the null quantile (success, return: of the harmless fall); log beyond 1");
        double from = x + NAMES;
        double room = width - NAMES - FIGURES;
        axis(canvas, from, y + AXIS, room, y + height() - 24);
        canvas.text(from + room * THRESHOLD_AT, y + height() - 8, "middle", INK, 11, "null quantile");
        double at = y + AXIS;
        for (Aspect aspect : told.aspects()) {
            at = group(canvas, aspect, x, at + GROUP_GAP, width);
        }
        canvas.text(from + room + 10, y + AXIS - 6, "start", SOFT, 11, "value / null quantile");
    }

    private void axis(SvgCanvas canvas, double from, double top, double room, double bottom) {
        for (double tick : TICKS) {
            if (tick <= largest) {
                double x = from + room * share(tick);
                canvas.line(x, top, x, bottom, tick == 1 ? INK : GRID, tick == 1 ? "5 3" : "");
                canvas.text(x, top - 6, "middle", SOFT, 11, tick == 0.5 ? "0.5" : String.valueOf((int) tick));
            }
        }
    }

    private double group(SvgCanvas canvas, Aspect aspect, double x, double top, double width) {
        List<Measured> signals = told.of(aspect);
        // White under the title, so that the grid does not run through it.
        canvas.rectangle(x, top, width, ROW - 2.0, "#ffffff");
        canvas.text(x, top + 13, "start", INK, 12, aspect.title() + " (" + aspect.accuses() + ")");
        double at = top + ROW;
        for (Measured signal : signals) {
            row(canvas, signal, x, at, width);
            at += ROW;
        }
        return at;
    }

    private void row(SvgCanvas canvas, Measured signal, double x, double top, double width) {
        String colour = signal.passed() ? PASSED : WITHIN;
        double from = x + NAMES;
        double room = width - NAMES - FIGURES;
        double middle = top + ROW / 2.0;
        double near = from + room * share(signal.nearEnd());
        double far = from + room * share(signal.farEnd());
        canvas.text(from - 12, middle + 4, "end", INK, 12, signal.reading().signal());
        canvas.rectangle(near, middle - 1, Math.max(1, far - near), 2, colour);
        canvas.line(near, middle - 4, near, middle + 4, colour, "");
        canvas.line(far, middle - 4, far, middle + 4, colour, "");
        canvas.circle(from + room * share(signal.reach()), middle, 4.5, colour);
        canvas.text(from + room + 10, middle + 4, "start", signal.passed() ? PASSED : SOFT, 11, figures(signal));
    }

    private static String figures(Measured signal) {
        Reading reading = signal.reading();
        return Numbers.of(reading.value()) + " / " + Numbers.of(reading.threshold())
                + (signal.passed() ? "  passed" : "");
    }

    private double share(double reach) {
        if (reach <= 1) {
            return THRESHOLD_AT * Math.max(0, reach);
        }
        return THRESHOLD_AT + (1 - THRESHOLD_AT) * Math.log10(reach) / Math.log10(largest);
    }
}
