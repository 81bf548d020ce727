package io.slipstream.app.explain;

import io.slipstream.app.report.SvgCanvas;
import java.util.List;
import java.util.Locale;

/** Paired bars: how often the classes of a latent group were visited at home and in the window, for the groups that differ most. */
final class VisitationChart {
    static final int WIDTH = 660;
    static final int HEIGHT = 640;
    private static final int COLUMNS = 3;
    private static final int PANELS = 12;
    private static final int TOP = 72;
    private static final int PANEL_WIDTH = WIDTH / COLUMNS;
    private static final int PANEL_HEIGHT = 140;
    private static final int BARS_WIDTH = 178;
    private static final int BARS_HEIGHT = 88;
    private static final String REFERENCE = "#9aa3af";
    private static final String WINDOW = "#0072b2";
    private static final String INK = "#1b1f26";
    private static final String SOFT = "#4a5260";
    private static final String GRID = "#d9dde3";

    private final Explanation told;

    VisitationChart(Explanation told) {
        this.told = told;
    }

    void draw(SvgCanvas canvas, double x, double y) {
        canvas.text(x, y + 14, "start", INK, 15, "Where the policy drove: this window against its reference");
        told.visitation()
                .ifPresentOrElse(
                        visitation -> panels(canvas, visitation, x, y),
                        () -> canvas.text(x, y + 40, "start", SOFT, 12, "Not known " + ExplanationText.missing(told)));
    }

    private void panels(SvgCanvas canvas, Visitation visitation, double x, double y) {
        List<Integer> groups = visitation.mostDifferent(PANELS);
        double highest = highest(visitation, groups);
        canvas.text(x, y + 32, "start", SOFT, 12, subtitle(visitation, groups.size()));
        legend(canvas, x, y + 50);
        for (int i = 0; i < groups.size(); i++) {
            double left = x + (i % COLUMNS) * PANEL_WIDTH + 26;
            panel(canvas, visitation, groups.get(i), left, y + TOP + (i / COLUMNS) * PANEL_HEIGHT, highest);
        }
    }

    private static String subtitle(Visitation visitation, int shown) {
        return String.format(
                Locale.ROOT,
                "share of steps in each of the %d classes of a latent group; %s",
                visitation.classes(),
                shown == visitation.groups()
                        ? "all " + shown + " groups"
                        : "the " + shown + " of " + visitation.groups() + " groups that differ most");
    }

    private static void legend(SvgCanvas canvas, double x, double y) {
        canvas.rectangle(x, y - 9, 10, 10, REFERENCE);
        canvas.text(x + 15, y, "start", SOFT, 12, "reference of the version");
        canvas.rectangle(x + 170, y - 9, 10, 10, WINDOW);
        canvas.text(x + 185, y, "start", SOFT, 12, "this window");
    }

    /** One scale for all, so that panels compare. */
    private static double highest(Visitation visitation, List<Integer> groups) {
        double highest = 0.1;
        for (int group : groups) {
            for (int i = group * visitation.classes(); i < (group + 1) * visitation.classes(); i++) {
                highest = Math.max(
                        highest, Math.max(visitation.reference()[i], visitation.window()[i]));
            }
        }
        return highest;
    }

    private static void panel(
            SvgCanvas canvas, Visitation visitation, int group, double left, double top, double highest) {
        String title = String.format(
                Locale.ROOT, "group %d: %.0f %% of steps differ", group + 1, 100 * visitation.distance(group));
        double base = top + 18 + BARS_HEIGHT;
        canvas.text(left, top + 11, "start", INK, 12, title);
        canvas.line(left, base, left + BARS_WIDTH, base, GRID, "");
        canvas.line(left, base - BARS_HEIGHT, left + BARS_WIDTH, base - BARS_HEIGHT, GRID, "");
        canvas.text(left - 4, base - BARS_HEIGHT + 4, "end", SOFT, 10, String.format(Locale.ROOT, "%.2f", highest));
        canvas.text(left - 4, base + 4, "end", SOFT, 10, "0");
        double step = (double) BARS_WIDTH / visitation.classes();
        double bar = step * 0.42;
        for (int k = 0; k < visitation.classes(); k++) {
            int i = group * visitation.classes() + k;
            double x = left + k * step + step * 0.08;
            bar(canvas, x, base, bar, visitation.reference()[i] / highest, REFERENCE);
            bar(canvas, x + bar, base, bar, visitation.window()[i] / highest, WINDOW);
        }
    }

    private static void bar(SvgCanvas canvas, double x, double base, double width, double share, String colour) {
        canvas.rectangle(x, base - BARS_HEIGHT * share, width, BARS_HEIGHT * share, colour);
    }
}
