package io.slipstream.app.lineage;

import io.slipstream.app.report.SvgCanvas;
import java.util.List;

/** Draws a lineage as SVG: the versions from top to bottom, coloured by the part that moved. */
public final class LineagePicture {
    private static final int LEFT = 40;
    private static final int HEAD = 84;
    private static final int ROW = 62;
    private static final int WIDTH = 980;
    private static final String INK = "#1b1f26";
    private static final String SOFT = "#4a5260";
    private static final String LINE = "#b6bdc8";

    private LineagePicture() {}

    /** The picture, as an SVG document. */
    public static String of(Lineage lineage) {
        List<Ancestor> ancestors = lineage.ancestors();
        int height = HEAD + ROW * ancestors.size();
        SvgCanvas canvas = new SvgCanvas(WIDTH, height).rectangle(0, 0, WIDTH, height, "#ffffff");
        int newest = ancestors.get(ancestors.size() - 1).version();
        canvas.text(
                LEFT, 34, "start", INK, 20, "Where version " + newest + " of fleet " + lineage.fleet() + " comes from");
        canvas.circle(LEFT, 55, 5, colour("WORLD_MODEL")).text(LEFT + 12, 59, "start", SOFT, 12, "world model");
        canvas.circle(LEFT + 110, 55, 5, colour("POLICY")).text(LEFT + 122, 59, "start", SOFT, 12, "policy");
        canvas.circle(LEFT + 190, 55, 5, colour("NONE")).text(LEFT + 202, 59, "start", SOFT, 12, "as it came");
        canvas.line(LEFT, HEAD, LEFT, HEAD + ROW * (ancestors.size() - 1.0), LINE, "");
        for (int i = 0; i < ancestors.size(); i++) {
            draw(canvas, ancestors.get(i), HEAD + ROW * i);
        }
        return canvas.document();
    }

    private static void draw(SvgCanvas canvas, Ancestor ancestor, double y) {
        canvas.circle(LEFT, y, 8, colour(ancestor.manifest().getComponent().name()));
        canvas.text(LEFT + 22, y + 5, "start", INK, 14, LineageText.headline(ancestor));
        List<String> details = LineageText.details(ancestor);
        for (int i = 0; i < Math.min(2, details.size()); i++) {
            canvas.text(LEFT + 22, y + 21 + 15.0 * i, "start", SOFT, 12, details.get(i));
        }
    }

    /** Okabe and Ito's vermilion and blue. */
    private static String colour(String component) {
        return switch (component) {
            case "WORLD_MODEL" -> "#d55e00";
            case "POLICY" -> "#0072b2";
            default -> "#8a929e";
        };
    }
}
