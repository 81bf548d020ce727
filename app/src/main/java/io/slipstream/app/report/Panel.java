package io.slipstream.app.report;

import java.util.List;
import java.util.Locale;

/**
 * One diagram of a picture: maps data to pixels and draws axes and curves.
 *
 * @param canvas drawn on
 * @param left pixel of the first step
 * @param right pixel of the last step
 * @param top pixel of the largest value
 * @param bottom pixel of value 0
 * @param steps data range of x, from 0
 * @param largest data range of y, from 0
 */
record Panel(SvgCanvas canvas, double left, double right, double top, double bottom, long steps, double largest) {
    private static final String GRID = "#d9dde3";
    private static final String TEXT = "#4a5260";

    /** One point of a curve. */
    record Sample(long step, double value) {}

    double x(long step) {
        return left + (right - left) * Math.min(1, (double) step / Math.max(1, steps));
    }

    double y(double value) {
        return bottom - (bottom - top) * Math.max(0, Math.min(1, value / largest));
    }

    void axes(String title) {
        for (int i = 0; i <= 4; i++) {
            double value = largest * i / 4;
            canvas.line(left, y(value), right, y(value), GRID, "");
            canvas.text(left - 8, y(value) + 4, "end", TEXT, 11, label(value));
        }
        canvas.text(left, top - 10, "start", TEXT, 13, title);
    }

    private String label(double value) {
        return String.format(Locale.ROOT, largest < 100 ? "%.3g" : "%.0f", value);
    }

    void stepLabels(String unit) {
        for (int i = 0; i <= 6; i++) {
            long step = steps * i / 6;
            canvas.text(x(step), bottom + 18, "middle", TEXT, 11, String.format(Locale.ROOT, "%,d", step));
        }
        canvas.text((left + right) / 2, bottom + 36, "middle", TEXT, 12, unit);
    }

    void curve(List<Sample> samples, String colour, String name, int place) {
        StringBuilder points = new StringBuilder();
        for (Sample sample : samples) {
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(sample.step()), y(sample.value())));
        }
        canvas.polyline(points, colour);
        canvas.text(right - 150.0 * place, top - 10, "end", colour, 12, name);
    }

    void level(double value, String colour) {
        canvas.line(left, y(value), right, y(value), colour, "2 4");
    }

    void mark(long step, String colour, String dash) {
        canvas.line(x(step), top, x(step), bottom, colour, dash);
    }
}
