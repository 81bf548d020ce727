package io.slipstream.app.report;

import java.util.List;
import java.util.Locale;

/** Diagrams in two columns, each with lines over steps and a band around every line, as SVG. */
public final class BandChart {
    private static final int WIDTH = 1080;
    private static final int ROW = 300;
    private static final int TOP = 40;
    private static final String[] COLOURS = {"#6b7280", "#c2410c", "#6d28d9", "#a16207", "#15803d", "#111827", "#1f6fb2"
    };

    private final SvgCanvas canvas;

    /**
     * One point of a line.
     *
     * @param step on x
     * @param value on y
     * @param low lower edge of the band
     * @param high upper edge of the band
     */
    public record Point(long step, double value, double low, double high) {}

    /** An empty chart of so many rows. */
    public BandChart(int rows) {
        int height = Math.max(1, rows) * ROW + TOP;
        canvas = new SvgCanvas(WIDTH, height);
        canvas.rectangle(0, 0, WIDTH, height, "#ffffff");
    }

    /**
     * A diagram with its axes.
     *
     * @param row from 0
     * @param column 0 or 1
     * @param title above it
     * @param steps range of x, from 0
     * @param largest range of y, from 0
     */
    public Plot panel(int row, int column, String title, long steps, double largest) {
        return panel(row, column, title, steps, "online environment steps", largest);
    }

    /**
     * A diagram with its axes.
     *
     * @param row from 0
     * @param column 0 or 1
     * @param title above it
     * @param last range of x, from 0
     * @param unit of x
     * @param largest range of y, from 0
     */
    public Plot panel(int row, int column, String title, long last, String unit, double largest) {
        double left = 50 + column * (WIDTH / 2.0);
        double top = TOP + row * (double) ROW;
        Panel panel = new Panel(canvas, left, left + WIDTH / 2.0 - 140, top, top + ROW - 80, last, largest);
        panel.axes(title);
        panel.stepLabels(unit);
        return new Plot(panel);
    }

    /** The picture as an SVG document. */
    public String document() {
        return canvas.document();
    }

    /** One diagram. */
    public final class Plot {
        private final Panel panel;
        private int lines;

        private Plot(Panel panel) {
            this.panel = panel;
        }

        /** Adds a line; the same {@code colour} number is the same colour in every diagram. */
        public void line(String name, int colour, List<Point> points) {
            String paint = COLOURS[Math.floorMod(colour, COLOURS.length)];
            StringBuilder path = new StringBuilder();
            StringBuilder back = new StringBuilder();
            StringBuilder middle = new StringBuilder();
            for (Point point : points) {
                path.append(at(point.step(), point.low()));
                back.insert(0, at(point.step(), point.high()));
                middle.append(at(point.step(), point.value()));
            }
            canvas.area(path.append(back), paint, 0.12);
            canvas.polyline(middle, paint);
            canvas.text(panel.right() + 8, panel.top() + 12 + 16.0 * lines++, "start", paint, 12, name);
        }

        private String at(long step, double value) {
            return String.format(Locale.ROOT, "%.1f,%.1f ", panel.x(step), panel.y(value));
        }
    }
}
