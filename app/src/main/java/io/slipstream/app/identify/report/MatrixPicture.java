package io.slipstream.app.identify.report;

import io.slipstream.app.identify.grade.Score;
import io.slipstream.app.report.SvgCanvas;
import io.slipstream.monitor.decide.Finding;
import io.slipstream.sim.shift.ShiftLabel;
import java.util.List;
import java.util.Locale;

/** Draws confusion matrices as heat maps, one for each identifier: rows are the truth, shades its share, figures the windows. */
public final class MatrixPicture {
    private static final int COLUMNS = 4;
    private static final int CELL = 46;
    private static final int LEFT = 92;
    private static final int TOP = 64;
    private static final int SIDE = Finding.values().length * CELL;
    private static final int PANEL_WIDTH = LEFT + SIDE + 16;
    private static final int PANEL_HEIGHT = TOP + SIDE + 28;
    private static final String TEXT = "#4a5260";

    private final SvgCanvas canvas;

    private MatrixPicture(SvgCanvas canvas) {
        this.canvas = canvas;
    }

    /** The picture of one comparison, as an SVG document. */
    public static String of(Section section) {
        List<Score> scores = section.scores();
        int columns = Math.max(1, Math.min(COLUMNS, scores.size()));
        int rows = (scores.size() + columns - 1) / columns;
        int width = columns * PANEL_WIDTH;
        int height = rows * PANEL_HEIGHT;
        SvgCanvas canvas = new SvgCanvas(width, height).rectangle(0, 0, width, height, "#ffffff");
        MatrixPicture picture = new MatrixPicture(canvas);
        for (int i = 0; i < scores.size(); i++) {
            picture.panel(scores.get(i), i % columns * PANEL_WIDTH, i / columns * PANEL_HEIGHT);
        }
        return canvas.document();
    }

    private void panel(Score score, int x, int y) {
        String title = String.format(
                Locale.ROOT,
                "%s: macro-F1 %s",
                score.identifier(),
                Figures.of(score.macroF1().value()));
        canvas.text(x + LEFT, y + 24, "start", TEXT, 14, title);
        for (Finding finding : Finding.values()) {
            double middle = x + LEFT + (finding.ordinal() + 0.5) * CELL;
            canvas.text(middle, y + TOP - 8, "middle", TEXT, 9, shortened(finding.name()));
        }
        for (ShiftLabel truth : ShiftLabel.values()) {
            double middle = y + TOP + (truth.ordinal() + 0.5) * CELL + 4;
            canvas.text(x + LEFT - 8, middle, "end", TEXT, 10, truth.name().toLowerCase(Locale.ROOT));
            for (Finding finding : Finding.values()) {
                cell(score, truth, finding, x, y);
            }
        }
    }

    private void cell(Score score, ShiftLabel truth, Finding finding, int x, int y) {
        long count = score.confusion().count(truth, finding);
        double share = (double) count / Math.max(1, score.confusion().total(truth));
        double left = x + LEFT + finding.ordinal() * CELL;
        double top = y + TOP + truth.ordinal() * CELL;
        canvas.rectangle(left, top, CELL - 1.0, CELL - 1.0, shade(share));
        String ink = share > 0.5 ? "#ffffff" : TEXT;
        canvas.text(left + CELL / 2.0, top + CELL / 2.0 + 4, "middle", ink, 11, String.valueOf(count));
    }

    private static String shortened(String name) {
        return name.substring(0, Math.min(8, name.length())).toLowerCase(Locale.ROOT);
    }

    /** From nearly white to blue. */
    private static String shade(double share) {
        return String.format(
                Locale.ROOT, "#%02x%02x%02x", mix(0xf1, 0x1f, share), mix(0xf4, 0x6f, share), mix(0xf8, 0xb2, share));
    }

    private static int mix(int from, int to, double share) {
        return (int) Math.round(from + (to - from) * share);
    }
}
