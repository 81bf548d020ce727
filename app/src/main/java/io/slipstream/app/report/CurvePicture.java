package io.slipstream.app.report;

import io.slipstream.app.audit.RunBook;
import io.slipstream.app.audit.StageBook;
import io.slipstream.app.audit.Timeline;
import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.MismatchReport;
import io.slipstream.schemas.avro.ModelVersion;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Draws a run as SVG: success above, E_P and E_pi below, over environment steps, with stages as bands, decisions and
 * published versions as marks.
 */
public final class CurvePicture {
    private static final int WIDTH = 1080;
    private static final int HEIGHT = 620;
    private static final int LEFT = 64;
    private static final int RIGHT = WIDTH - 24;
    private static final String[] BANDS = {"#f4f6f9", "#fdf3e7", "#eaf4ec", "#f3edf9"};
    private static final String SUCCESS = "#1f6fb2";
    private static final String DYNAMICS = "#c2410c";
    private static final String POLICY = "#6d28d9";
    private static final String NOTHING = "#4b5563";
    private static final String VERSION = "#15803d";
    /** Room of a decision's name and of a version's number. */
    private static final double DECISION_WIDTH = 90;

    private static final double VERSION_WIDTH = 20;
    /** Points along x: enough to see a drop, few enough that one holds some twenty episodes. */
    private static final int POINTS = 120;

    private final RunBook book;
    private final SvgCanvas canvas = new SvgCanvas(WIDTH, HEIGHT);
    private final long steps;
    private final Panel success;
    private final Panel mismatch;

    private CurvePicture(RunBook book) {
        this.book = book;
        this.steps = Math.max(1, book.steps());
        this.success = new Panel(canvas, LEFT, RIGHT, 70, 280, steps, 1);
        this.mismatch = new Panel(canvas, LEFT, RIGHT, 340, 550, steps, largestMismatch(book));
    }

    /** The picture of everything in the books, as an SVG document. */
    public static String of(RunBook book) {
        return new CurvePicture(book).draw();
    }

    private static double largestMismatch(RunBook book) {
        return book.reports().stream()
                .mapToDouble(report -> Math.max(
                        report.getDynamics().getValue(), report.getPolicy().getValue()))
                .reduce(0.05, Math::max);
    }

    private String draw() {
        canvas.rectangle(0, 0, WIDTH, HEIGHT, "#ffffff");
        bands();
        success.axes("success rate");
        mismatch.axes("mismatch");
        success.curve(successCurve(), SUCCESS, "success", 0);
        mismatch.curve(mismatchCurve(report -> report.getDynamics().getValue()), DYNAMICS, "E_P (dynamics)", 1);
        mismatch.curve(mismatchCurve(report -> report.getPolicy().getValue()), POLICY, "E_π (policy)", 0);
        thresholds();
        decisions();
        versions();
        mismatch.stepLabels("environment steps");
        return canvas.document();
    }

    private void bands() {
        List<StageBook> stages = List.copyOf(book.stages().values());
        for (int i = 0; i < stages.size(); i++) {
            double from = success.x(stages.get(i).fromStep());
            double to = success.x(i + 1 < stages.size() ? stages.get(i + 1).fromStep() : steps);
            canvas.rectangle(from, 44, to - from, 506, BANDS[i % BANDS.length]);
            canvas.text(from + 4, 38, "start", "#111827", 12, label(stages.get(i)));
        }
    }

    private static String label(StageBook stage) {
        return stage.name() + " · " + stage.task() + " " + stage.shift();
    }

    private List<Panel.Sample> successCurve() {
        Timeline timeline = book.timeline();
        return timeline.success(Math.max(1, steps / POINTS)).stream()
                .map(point -> new Panel.Sample(point.step(), point.successRate()))
                .toList();
    }

    private List<Panel.Sample> mismatchCurve(Function<MismatchReport, Double> figure) {
        return book.reports().stream()
                .map(report -> new Panel.Sample((report.getFromStep() + report.getToStep()) / 2, figure.apply(report)))
                .toList();
    }

    private void thresholds() {
        book.latestReport().ifPresent(report -> {
            mismatch.level(report.getDynamics().getThreshold(), DYNAMICS);
            mismatch.level(report.getPolicy().getThreshold(), POLICY);
        });
    }

    private void decisions() {
        for (FinetuneDecision decision : book.decisions()) {
            String colour = colour(decision.getComponent());
            success.mark(decision.getAtStep(), colour, "6 3");
            mismatch.mark(decision.getAtStep(), colour, "6 3");
            String text = "#" + decision.getId() + " " + name(decision.getComponent());
            // Two rows, so that neighbours do not overwrite each other.
            double y = 294 + 14.0 * (decision.getId() % 2);
            double x = success.x(decision.getAtStep());
            boolean atTheEdge = x + DECISION_WIDTH > RIGHT;
            canvas.text(atTheEdge ? x - 3 : x + 3, y, atTheEdge ? "end" : "start", colour, 11, text);
        }
    }

    private static String colour(Component component) {
        return switch (component) {
            case WORLD_MODEL -> DYNAMICS;
            case POLICY -> POLICY;
            case NONE -> NOTHING;
        };
    }

    private static String name(Component component) {
        return component.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Every version has its tick; a number only where it does not run into the one before. */
    private void versions() {
        double free = LEFT - VERSION_WIDTH;
        for (ModelVersion version : book.versions()) {
            long step = book.timeline().stepAt(version.getCreatedAt());
            double x = success.x(step);
            canvas.line(x, success.bottom() - 8, x, success.bottom(), VERSION, "");
            if (x - VERSION_WIDTH / 2 >= free) {
                canvas.text(x, success.bottom() - 11, "middle", VERSION, 9, "v" + version.getVersion());
                free = x + VERSION_WIDTH / 2;
            }
        }
    }
}
