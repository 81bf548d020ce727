package io.slipstream.app.report;

import java.util.Locale;

/** Writes the few SVG shapes that a chart needs; coordinates are pixels from the top left. */
public final class SvgCanvas {
    private final StringBuilder body = new StringBuilder();
    private final int width;
    private final int height;

    /** An empty canvas of that size. */
    public SvgCanvas(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** A filled rectangle. */
    public SvgCanvas rectangle(double x, double y, double w, double h, String fill) {
        return add("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>", x, y, w, h, fill);
    }

    /** A filled circle. */
    public SvgCanvas circle(double x, double y, double radius, String fill) {
        return add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"%s\"/>", x, y, radius, fill);
    }

    /** A line; {@code dash} is a dash pattern, empty for none. */
    public SvgCanvas line(double x1, double y1, double x2, double y2, String stroke, String dash) {
        return add(
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-dasharray=\"%s\"/>",
                x1, y1, x2, y2, stroke, dash);
    }

    /** Text, anchored at its start, middle or end. */
    public SvgCanvas text(double x, double y, String anchor, String fill, int size, String text) {
        return add(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\" font-size=\"%d\">%s</text>",
                x, y, anchor, fill, size, escape(text));
    }

    /** A line through points, each {@code x,y}. */
    public SvgCanvas polyline(CharSequence points, String stroke) {
        return add("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.8\"/>", points, stroke);
    }

    /** A translucent area between points, each {@code x,y}. */
    public SvgCanvas area(CharSequence points, String fill, double opacity) {
        return add("<polygon points=\"%s\" fill=\"%s\" fill-opacity=\"%.2f\"/>", points, fill, opacity);
    }

    private SvgCanvas add(String format, Object... values) {
        body.append(String.format(Locale.ROOT, format, values)).append('\n');
        return this;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** The whole document. */
    public String document() {
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                                + " font-family=\"system-ui, sans-serif\">%n",
                        width,
                        height,
                        width,
                        height)
                + body
                + "</svg>\n";
    }
}
