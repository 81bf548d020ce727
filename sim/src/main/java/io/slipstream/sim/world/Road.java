package io.slipstream.sim.world;

import io.slipstream.sim.BirdsEye;
import io.slipstream.sim.world.Strip.Piece;
import java.util.ArrayList;
import java.util.List;

/** The lanes of a task, each once however many ways lead along it, as pieces to paint. */
final class Road {
    /** Half the width of a lane, m. */
    static final double HALF_LANE = 1.75;
    /** Centre lines nearer than this belong to one lane, m. */
    private static final double SAME = 0.3;
    /** Smallest cosine of the angle between two pieces of one lane. */
    private static final double ALIGNED = 0.9;

    /** The lanes of the other cars. */
    private final RoadCells shared;
    /** What only the ego vehicle's route has. */
    private final Piece[] own;

    private Road(RoadCells shared, List<Piece> own) {
        this.shared = shared;
        this.own = own.toArray(Piece[]::new);
    }

    /** The lanes that these ways lead along. */
    static Road of(Path[] ways) {
        List<Piece> pieces = new ArrayList<>();
        for (Path way : ways) {
            add(pieces, way);
        }
        return new Road(new RoadCells(pieces), List.of());
    }

    /** These lanes and those of a route. */
    Road with(Path route) {
        List<Piece> all = new ArrayList<>(shared.pieces());
        add(all, route);
        return new Road(shared, all.subList(shared.pieces().size(), all.size()));
    }

    private static void add(List<Piece> pieces, Path way) {
        for (Piece piece : way.strip().pieces()) {
            if (!isThere(pieces, piece)) {
                pieces.add(piece);
            }
        }
    }

    private static boolean isThere(List<Piece> pieces, Piece piece) {
        return isThere(pieces, piece, piece.x(), piece.y())
                && isThere(pieces, piece, 0.5 * (piece.x() + piece.endX()), 0.5 * (piece.y() + piece.endY()))
                && isThere(pieces, piece, piece.endX(), piece.endY());
    }

    private static boolean isThere(List<Piece> pieces, Piece piece, double x, double y) {
        for (Piece other : pieces) {
            double aligned = piece.cos() * other.cos() + piece.sin() * other.sin();
            if (Math.abs(aligned) > ALIGNED && other.holds(x, y, SAME)) {
                return true;
            }
        }
        return false;
    }

    /** All of it. */
    List<Piece> pieces() {
        List<Piece> all = new ArrayList<>(shared.pieces());
        all.addAll(List.of(own));
        return all;
    }

    /** Paints what may be seen from a place. */
    void paint(Canvas canvas, double x, double y) {
        paint(canvas, shared.near(x, y));
        paint(canvas, own);
    }

    private static void paint(Canvas canvas, Piece[] pieces) {
        for (Piece piece : pieces) {
            piece.paint(canvas, BirdsEye.ROAD, BirdsEye.ON, piece.from(), piece.to(), HALF_LANE);
        }
    }
}
