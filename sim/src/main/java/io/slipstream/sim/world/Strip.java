package io.slipstream.sim.world;

import io.slipstream.sim.task.Pose;
import io.slipstream.sim.task.Route;
import io.slipstream.sim.task.Segment;
import java.util.ArrayList;
import java.util.List;

/** A route as straight pieces that keep within a tenth of a metre of it: what a picture of it is painted with. */
final class Strip {
    private static final double TOLERANCE = 0.1;

    private final List<Piece> pieces;

    /** The pieces of a route and of the straight {@code runOut} m behind its end. */
    Strip(Route route, double runOut) {
        List<Piece> all = new ArrayList<>();
        Pose start = route.start();
        double from = 0;
        for (Segment segment : route.segments()) {
            cut(all, start, from, segment);
            start = segment.end(start);
            from += segment.length();
        }
        cut(all, start, from, Segment.straight(runOut));
        pieces = List.copyOf(all);
    }

    /** An arc as chords: the one of length l lies l^2 curvature / 8 inside. */
    private static void cut(List<Piece> all, Pose start, double from, Segment segment) {
        double bend = Math.abs(segment.curvature());
        double longest = bend == 0 ? segment.length() : Math.sqrt(8 * TOLERANCE / bend);
        int count = (int) Math.ceil(segment.length() / longest);
        double each = segment.length() / count;
        for (int i = 0; i < count; i++) {
            Pose begin = segment.at(start, i * each);
            Pose middle = segment.at(start, (i + 0.5) * each);
            Pose end = segment.at(start, (i + 1) * each);
            all.add(new Piece(
                    from + i * each,
                    from + (i + 1) * each,
                    begin.x(),
                    begin.y(),
                    end.x(),
                    end.y(),
                    StrictMath.cos(middle.heading()),
                    StrictMath.sin(middle.heading()),
                    bend * each / 2));
        }
    }

    List<Piece> pieces() {
        return pieces;
    }

    /** Paints what lies between two lengths, m. */
    void paint(Canvas canvas, int channel, byte value, double from, double to, double halfWidth) {
        // By index: an iterator would be allocated in every tick.
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            if (piece.to > from && piece.from < to) {
                piece.paint(canvas, channel, value, Math.max(from, piece.from), Math.min(to, piece.to), halfWidth);
            }
        }
    }

    /**
     * A straight piece of a strip.
     *
     * @param from length of the route where it begins, m
     * @param to where it ends, m
     * @param x of its beginning, m
     * @param y of its beginning, m
     * @param endX of its end, m
     * @param endY of its end, m
     * @param cos of its direction
     * @param sin of its direction
     * @param bend half the angle to its neighbours, rad
     */
    record Piece(
            double from, double to, double x, double y, double endX, double endY, double cos, double sin, double bend) {
        /** Paints the part between two lengths, a little more in a bend, where the outer corners would gape. */
        void paint(Canvas canvas, int channel, byte value, double a, double b, double halfWidth) {
            double middle = (0.5 * (a + b) - from) / (to - from);
            canvas.box(
                    channel,
                    value,
                    x + middle * (endX - x),
                    y + middle * (endY - y),
                    cos,
                    sin,
                    0.5 * (b - a) + bend * halfWidth,
                    halfWidth);
        }

        /** How far a point is from its centre line, m. */
        double distance(double px, double py) {
            double along = (px - x) * cos + (py - y) * sin;
            double across = (py - y) * cos - (px - x) * sin;
            double beyond = Math.max(0, Math.max(-along, along - (to - from)));
            return Math.sqrt(across * across + beyond * beyond);
        }

        /** Whether a point lies on its centre line, give or take {@code tolerance} m. */
        boolean holds(double px, double py, double tolerance) {
            double along = (px - x) * cos + (py - y) * sin;
            double across = (py - y) * cos - (px - x) * sin;
            return Math.abs(across) <= tolerance && along >= -tolerance && along <= to - from + tolerance;
        }
    }
}
