package io.slipstream.actor.sumo;

import io.slipstream.sim.task.Pose;
import io.slipstream.sim.task.Route;
import io.slipstream.sim.task.Segment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Points along the middle of a lane. SUMO's cars follow the straight lines between them; the ego vehicle's route rounds every corner by
 * an arc, so that it can be driven.
 */
final class CentreLine {
    /** Points nearer than this are one, m. */
    private static final double SAME = 0.05;
    /** Corners flatter than this are none, rad. */
    private static final double STRAIGHT = 1e-4;
    /** No tighter than a car can drive, 1/m. */
    private static final double TIGHTEST = 0.3;

    /** Distance of the points of a line that is smoothed, m. */
    private static final double SMOOTHING = 2;

    private static final int SMOOTHINGS = 3;

    private final List<double[]> points = new ArrayList<>();

    /** Goes on along these points. */
    void add(List<double[]> more) {
        for (double[] point : more) {
            if (points.isEmpty() || distance(points.get(points.size() - 1), point) > SAME) {
                points.add(point);
            }
        }
    }

    /** Goes on along the last {@code metres} of these points. */
    void addLast(List<double[]> more, double metres) {
        List<double[]> reversed = new ArrayList<>(more);
        Collections.reverse(reversed);
        List<double[]> kept = first(reversed, metres);
        Collections.reverse(kept);
        add(kept);
    }

    /** Goes on along the first {@code metres} of these points. */
    void addFirst(List<double[]> more, double metres) {
        add(first(more, metres));
    }

    private static List<double[]> first(List<double[]> of, double metres) {
        List<double[]> kept = new ArrayList<>(List.of(of.get(0)));
        double left = metres;
        for (int i = 1; i < of.size() && left > 0; i++) {
            double[] a = of.get(i - 1);
            double[] b = of.get(i);
            double length = distance(a, b);
            double share = Math.min(1, left / length);
            kept.add(new double[] {a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])});
            left -= length;
        }
        return kept;
    }

    /**
     * The same as a route: straights and arcs that touch every straight line between two points. A line with kinks, as junctions of
     * generated networks have them, is smoothed by some decimetres first.
     *
     * @throws IllegalArgumentException if a corner is too tight to drive, saying where
     */
    Route route() {
        CentreLine line = this;
        for (int i = 0; i < SMOOTHINGS && line.tooTight() > 0; i++) {
            line = line.smoothed();
        }
        int corner = line.tooTight();
        if (corner > 0) {
            double[] at = line.points.get(corner);
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the corner at %.1f, %.1f is too tight for a car; give the junction a larger radius",
                    at[0],
                    at[1]));
        }
        return line.arcs();
    }

    /** The first corner that no car can drive, or 0. */
    private int tooTight() {
        for (int i = 1; i < points.size() - 1; i++) {
            if (trim(i) > 0 && Math.abs(StrictMath.tan(corner(i) / 2)) > TIGHTEST * trim(i)) {
                return i;
            }
        }
        return 0;
    }

    /** Equally spaced points, each drawn to the middle of its neighbours. */
    private CentreLine smoothed() {
        double length = 0;
        for (int i = 1; i < points.size(); i++) {
            length += distance(points.get(i - 1), points.get(i));
        }
        int pieces = Math.max(2, (int) Math.rint(length / SMOOTHING));
        List<double[]> even = new ArrayList<>();
        for (int k = 0; k <= pieces; k++) {
            List<double[]> part = first(points, length * k / pieces);
            even.add(part.get(part.size() - 1));
        }
        CentreLine smooth = new CentreLine();
        for (int k = 0; k <= pieces; k++) {
            double[] a = even.get(Math.max(0, k == pieces ? k : k - 1));
            double[] b = even.get(k);
            double[] c = even.get(k == 0 ? 0 : Math.min(pieces, k + 1));
            smooth.points.add(new double[] {(a[0] + 2 * b[0] + c[0]) / 4, (a[1] + 2 * b[1] + c[1]) / 4});
        }
        return smooth;
    }

    private Route arcs() {
        List<Segment> segments = new ArrayList<>();
        double trimmed = 0;
        for (int i = 1; i < points.size(); i++) {
            double length = distance(points.get(i - 1), points.get(i));
            double trim = trim(i);
            double straight = length - trimmed - trim;
            if (straight > 1e-9) {
                segments.add(Segment.straight(straight));
            }
            if (trim > 0) {
                segments.add(arc(corner(i), trim));
            }
            trimmed = trim;
        }
        double[] a = points.get(0);
        return new Route(new Pose(a[0], a[1], heading(1)), segments);
    }

    private static Segment arc(double angle, double trim) {
        double curvature = StrictMath.tan(angle / 2) / trim;
        return new Segment(angle / curvature, curvature);
    }

    /** How much of the lines on both sides of a point its arc takes, m. */
    private double trim(int i) {
        if (i == points.size() - 1 || Math.abs(corner(i)) < STRAIGHT) {
            return 0;
        }
        double before = distance(points.get(i - 1), points.get(i));
        double behind = distance(points.get(i), points.get(i + 1));
        return Math.min(before, behind) / 2;
    }

    /** By how much the line turns at a point, rad, left positive. */
    private double corner(int i) {
        if (i == points.size() - 1) {
            return 0;
        }
        double turn = heading(i + 1) - heading(i);
        return turn - 2 * Math.PI * Math.rint(turn / (2 * Math.PI));
    }

    /** Direction of the line that ends at a point, rad. */
    private double heading(int i) {
        double[] a = points.get(i - 1);
        double[] b = points.get(i);
        return StrictMath.atan2(b[1] - a[1], b[0] - a[0]);
    }

    private static double distance(double[] a, double[] b) {
        return StrictMath.hypot(b[0] - a[0], b[1] - a[1]);
    }
}
