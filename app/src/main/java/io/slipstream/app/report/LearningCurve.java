package io.slipstream.app.report;

import java.util.ArrayList;
import java.util.List;

/** Draws shares between 0 and 1 over gradient updates as SVG. */
public final class LearningCurve {
    private static final int WIDTH = 860;
    private static final int HEIGHT = 340;
    private static final String[] COLOURS = {"#1f6fb2", "#c2410c", "#15803d", "#6d28d9"};

    private final List<Curve> curves = new ArrayList<>();
    private long last = 1;

    private record Curve(String name, List<Panel.Sample> samples) {}

    /**
     * Adds a curve.
     *
     * @param name what it shows
     * @param updates [n] where its points lie
     * @param shares [n] their values, 0 to 1
     */
    public LearningCurve add(String name, long[] updates, double[] shares) {
        List<Panel.Sample> samples = new ArrayList<>();
        for (int i = 0; i < updates.length; i++) {
            samples.add(new Panel.Sample(updates[i], shares[i]));
            last = Math.max(last, updates[i]);
        }
        curves.add(new Curve(name, samples));
        return this;
    }

    /** The picture as an SVG document. */
    public String draw(String title) {
        SvgCanvas canvas = new SvgCanvas(WIDTH, HEIGHT);
        canvas.rectangle(0, 0, WIDTH, HEIGHT, "#ffffff");
        Panel panel = new Panel(canvas, 64, WIDTH - 24.0, 44, HEIGHT - 60.0, last, 1);
        panel.axes(title);
        for (int i = 0; i < curves.size(); i++) {
            Curve curve = curves.get(i);
            panel.curve(curve.samples(), COLOURS[i % COLOURS.length], curve.name(), curves.size() - 1 - i);
        }
        panel.stepLabels("gradient updates");
        return canvas.document();
    }
}
