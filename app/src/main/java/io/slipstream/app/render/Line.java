package io.slipstream.app.render;

import io.slipstream.sim.world.Path;
import java.awt.geom.Path2D;
import java.util.Arrays;

/**
 * A centre line, sampled.
 *
 * @param x east of each sample, m
 * @param y north of each sample, m
 * @param cos of the direction at each sample
 * @param sin of the direction at each sample
 */
record Line(double[] x, double[] y, double[] cos, double[] sin) {
    /** Distance of two samples, m. */
    static final double SPACING = 0.5;

    /** The part of a path between two lengths, which may lie beyond its ends; m. */
    static Line of(Path path, double from, double to) {
        int samples = 1 + Math.max(1, (int) Math.ceil((to - from) / SPACING));
        Line line = new Line(new double[samples], new double[samples], new double[samples], new double[samples]);
        for (int i = 0; i < samples; i++) {
            double s = Math.min(to, from + i * SPACING);
            line.x[i] = path.xAt(s);
            line.y[i] = path.yAt(s);
            line.cos[i] = path.cosAt(s);
            line.sin[i] = path.sinAt(s);
        }
        return line;
    }

    /** Samples {@code from} up to {@code to}, exclusive. */
    Line part(int from, int to) {
        return new Line(
                Arrays.copyOfRange(x, from, to),
                Arrays.copyOfRange(y, from, to),
                Arrays.copyOfRange(cos, from, to),
                Arrays.copyOfRange(sin, from, to));
    }

    int samples() {
        return x.length;
    }

    /** The line in world coordinates, moved {@code offset} m to the left. */
    Path2D shape(double offset) {
        return shape(offset, 0, samples());
    }

    /** As above, samples {@code from} up to {@code to}, exclusive. */
    Path2D shape(double offset, int from, int to) {
        Path2D shape = new Path2D.Double();
        shape.moveTo(x[from] - offset * sin[from], y[from] + offset * cos[from]);
        for (int i = from + 1; i < to; i++) {
            shape.lineTo(x[i] - offset * sin[i], y[i] + offset * cos[i]);
        }
        return shape;
    }
}
