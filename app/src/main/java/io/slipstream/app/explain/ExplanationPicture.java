package io.slipstream.app.explain;

import io.slipstream.app.report.SvgCanvas;
import java.util.List;

/** Draws an explanation as SVG: every signal against its null quantile on the left, where the policy drove on the right. */
public final class ExplanationPicture {
    private static final int LEFT = 32;
    private static final int HEAD = 96;
    private static final int FOOT = 16;
    private static final int CHART_WIDTH = 660;
    private static final int GAP = 48;
    private static final int LINE_LENGTH = 190;
    private static final String INK = "#1b1f26";
    private static final String SOFT = "#4a5260";

    private ExplanationPicture() {}

    /** The picture, as an SVG document. */
    public static String of(Explanation told) {
        SignalChart signals = new SignalChart(told);
        List<String> reason = Lines.wrapped("Because " + told.judgement().reason(), LINE_LENGTH);
        int top = HEAD + 17 * reason.size();
        int width = LEFT + CHART_WIDTH + GAP + VisitationChart.WIDTH + LEFT;
        int height = top + Math.max(signals.height(), VisitationChart.HEIGHT) + FOOT;
        SvgCanvas canvas = new SvgCanvas(width, height).rectangle(0, 0, width, height, "#ffffff");
        head(canvas, told, reason);
        signals.draw(canvas, LEFT, top, CHART_WIDTH);
        new VisitationChart(told).draw(canvas, LEFT + CHART_WIDTH + GAP, top);
        return canvas.document();
    }

    private static void head(SvgCanvas canvas, Explanation told, List<String> reason) {
        canvas.text(LEFT, 36, "start", INK, 20, told.headline());
        String finding = told.judgement().finding();
        canvas.text(
                LEFT,
                60,
                "start",
                SOFT,
                13,
                (finding.isEmpty() ? "" : "Finding " + finding + " · ") + "step " + Numbers.steps(told.atStep())
                        + " · version " + Wording.driver(told) + " · rejected: " + Wording.rejected(told));
        for (int i = 0; i < reason.size(); i++) {
            canvas.text(LEFT, 80 + 17.0 * i, "start", SOFT, 13, reason.get(i));
        }
    }
}
