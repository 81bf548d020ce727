package io.slipstream.sim.world;

import io.slipstream.sim.task.Pose;
import io.slipstream.sim.task.Route;
import io.slipstream.sim.task.Segment;
import java.util.Arrays;

/** A route compiled into a table with a sample every half metre, going on straight for a while beyond its end. */
public final class Path {
    /** Samples per metre. */
    static final int PER_METRE = 2;
    /** Distance between two samples, m. */
    static final double SPACING = 1.0 / PER_METRE;
    /** How far the table goes on beyond the end, m: as far as anybody looks ahead. */
    private static final double RUN_OUT = 45;

    final int samples;
    final double[] x;
    final double[] y;
    final double[] cos;
    final double[] sin;
    final double[] curvature;

    /** [4 x sample]: x, y, cos, sin once more, side by side for whoever needs them all. */
    final double[] poses;

    private final double length;
    private final double minX;
    private final double maxX;
    private final double minY;
    private final double maxY;
    private final Strip strip;

    Path(Route route) {
        length = route.length();
        samples = (int) Math.ceil((length + RUN_OUT) * PER_METRE) + 1;
        x = new double[samples];
        y = new double[samples];
        cos = new double[samples];
        sin = new double[samples];
        curvature = new double[samples];
        poses = new double[4 * samples];
        fill(route);
        minX = Arrays.stream(x).min().orElseThrow();
        maxX = Arrays.stream(x).max().orElseThrow();
        minY = Arrays.stream(y).min().orElseThrow();
        maxY = Arrays.stream(y).max().orElseThrow();
        strip = new Strip(route, RUN_OUT);
    }

    private void fill(Route route) {
        int piece = 0;
        Pose start = route.start();
        double from = 0;
        for (int i = 0; i < samples; i++) {
            double s = i * SPACING;
            while (piece < route.segments().size()
                    && s > from + route.segments().get(piece).length()) {
                Segment passed = route.segments().get(piece++);
                start = passed.end(start);
                from += passed.length();
            }
            Segment segment = piece < route.segments().size() ? route.segments().get(piece) : Segment.straight(RUN_OUT);
            Pose pose = segment.at(start, s - from);
            x[i] = pose.x();
            y[i] = pose.y();
            // Compiling is not the hot loop, and StrictMath is the same everywhere.
            cos[i] = StrictMath.cos(pose.heading());
            sin[i] = StrictMath.sin(pose.heading());
            curvature[i] = segment.curvature();
            poses[4 * i] = x[i];
            poses[4 * i + 1] = y[i];
            poses[4 * i + 2] = cos[i];
            poses[4 * i + 3] = sin[i];
        }
    }

    /** Length up to its end, m. */
    public double length() {
        return length;
    }

    /** The same as straight pieces, for pictures. */
    Strip strip() {
        return strip;
    }

    /** East of the point {@code s} metres along, m. */
    public double xAt(double s) {
        int i = floorIndex(s);
        return x[i] + (s * PER_METRE - i) * (x[i + 1] - x[i]);
    }

    /** North of the point {@code s} metres along, m. */
    public double yAt(double s) {
        int i = floorIndex(s);
        return y[i] + (s * PER_METRE - i) * (y[i + 1] - y[i]);
    }

    /** Cosine of the direction {@code s} metres along. */
    public double cosAt(double s) {
        return cos[floorIndex(s + SPACING / 2)];
    }

    /** Sine of the direction {@code s} metres along. */
    public double sinAt(double s) {
        return sin[floorIndex(s + SPACING / 2)];
    }

    /** Curvature {@code s} metres along, 1/m, left positive. */
    public double curvatureAt(double s) {
        return curvature[floorIndex(s + SPACING / 2)];
    }

    /** The last sample at or before {@code s} that has one behind it. */
    int floorIndex(double s) {
        int i = (int) (s * PER_METRE);
        return i < 0 ? 0 : Math.min(i, samples - 2);
    }

    /** Whether another path may come within some metres of this one. */
    boolean mayMeet(Path other, double metres) {
        return minX - metres < other.maxX
                && other.minX - metres < maxX
                && minY - metres < other.maxY
                && other.minY - metres < maxY;
    }

    /** The sample nearest to a point, looked for among the first ones. */
    int nearestSample(double px, double py, int first) {
        int best = 0;
        double bestSquared = Double.POSITIVE_INFINITY;
        double bestDistance = Double.POSITIVE_INFINITY;
        int i = 0;
        while (i < first) {
            double squared = squaredDistance(i, px, py);
            if (squared < bestSquared) {
                bestSquared = squared;
                bestDistance = Math.sqrt(squared);
                best = i;
                i++;
                continue;
            }
            // Two samples are at most their spacing apart, so those that cannot be nearer need no look.
            i += Math.max(1, (int) ((Math.sqrt(squared) - bestDistance) * PER_METRE * 0.999));
        }
        return best;
    }

    double squaredDistance(int sample, double px, double py) {
        double dx = px - x[sample];
        double dy = py - y[sample];
        return dx * dx + dy * dy;
    }

    /** Steps from a sample near a point to the one whose half metre holds it. */
    int follow(int from, double px, double py) {
        int i = from;
        for (int round = 0; round < 3; round++) {
            double along = (px - x[i]) * cos[i] + (py - y[i]) * sin[i];
            int steps = (int) Math.rint(along * PER_METRE);
            if (steps == 0) {
                return i;
            }
            i = Math.max(0, Math.min(samples - 2, i + steps));
        }
        return i;
    }
}
