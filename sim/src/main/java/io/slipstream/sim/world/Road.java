package io.slipstream.sim.world;

import io.slipstream.sim.BirdsEye;
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

    private final List<Strip.Piece> pieces;

    private Road(List<Strip.Piece> pieces) {
        this.pieces = new ArrayList<>(pieces);
    }

    /** The lanes that these ways lead along. */
    static Road of(Path[] ways) {
        Road road = new Road(List.of());
        for (Path way : ways) {
            road.add(way.strip());
        }
        return road;
    }

    /** These lanes and those of one more way. */
    Road with(Path way) {
        Road road = new Road(pieces);
        road.add(way.strip());
        return road;
    }

    private void add(Strip strip) {
        for (Strip.Piece piece : strip.pieces()) {
            if (!isThere(piece)) {
                pieces.add(piece);
            }
        }
    }

    private boolean isThere(Strip.Piece piece) {
        return isThere(piece, piece.x(), piece.y())
                && isThere(piece, 0.5 * (piece.x() + piece.endX()), 0.5 * (piece.y() + piece.endY()))
                && isThere(piece, piece.endX(), piece.endY());
    }

    private boolean isThere(Strip.Piece piece, double x, double y) {
        for (Strip.Piece other : pieces) {
            double aligned = piece.cos() * other.cos() + piece.sin() * other.sin();
            if (Math.abs(aligned) > ALIGNED && other.holds(x, y, SAME)) {
                return true;
            }
        }
        return false;
    }

    void paint(Canvas canvas) {
        for (int i = 0; i < pieces.size(); i++) {
            Strip.Piece piece = pieces.get(i);
            piece.paint(canvas, BirdsEye.ROAD, BirdsEye.ON, piece.from(), piece.to(), HALF_LANE);
        }
    }
}
