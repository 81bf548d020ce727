package io.slipstream.sim.world;

import io.slipstream.sim.world.Strip.Piece;
import java.util.ArrayList;
import java.util.List;

/** The pieces of a road by place: for each square of ground those that may be seen from it. A town has hundreds, in sight are dozens. */
final class RoadCells {
    /** Side of a square, m. */
    private static final double CELL = 10;
    /** Middles of squares and pieces further apart than this are out of sight: corner of the view, half a square and half a lane, m. */
    private static final double SIGHT = 26 + CELL * 0.7072 + 2.5;

    private static final Piece[] NOTHING = {};

    private final List<Piece> pieces;
    private final double left;
    private final double bottom;
    private final int columns;
    private final Piece[][] cells;

    RoadCells(List<Piece> pieces) {
        this.pieces = List.copyOf(pieces);
        double[] bounds = bounds();
        left = bounds[0] - SIGHT;
        bottom = bounds[1] - SIGHT;
        columns = (int) Math.ceil((bounds[2] + SIGHT - left) / CELL);
        int rows = (int) Math.ceil((bounds[3] + SIGHT - bottom) / CELL);
        cells = new Piece[pieces.isEmpty() ? 0 : rows * columns][];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = seenFrom(left + (i % columns + 0.5) * CELL, bottom + (i / columns + 0.5) * CELL);
        }
    }

    /** Smallest x and y, largest x and y. */
    private double[] bounds() {
        if (pieces.isEmpty()) {
            return new double[4];
        }
        Piece first = pieces.get(0);
        double[] bounds = {first.x(), first.y(), first.x(), first.y()};
        for (Piece piece : pieces) {
            bounds[0] = Math.min(bounds[0], Math.min(piece.x(), piece.endX()));
            bounds[1] = Math.min(bounds[1], Math.min(piece.y(), piece.endY()));
            bounds[2] = Math.max(bounds[2], Math.max(piece.x(), piece.endX()));
            bounds[3] = Math.max(bounds[3], Math.max(piece.y(), piece.endY()));
        }
        return bounds;
    }

    private Piece[] seenFrom(double x, double y) {
        List<Piece> seen = new ArrayList<>();
        for (Piece piece : pieces) {
            if (piece.distance(x, y) < SIGHT) {
                seen.add(piece);
            }
        }
        return seen.isEmpty() ? NOTHING : seen.toArray(Piece[]::new);
    }

    List<Piece> pieces() {
        return pieces;
    }

    /** The pieces that may be seen from a place, and perhaps some that may not. */
    Piece[] near(double x, double y) {
        double column = (x - left) / CELL;
        double row = (y - bottom) / CELL;
        if (!(column >= 0 && column < columns && row >= 0)) {
            return NOTHING;
        }
        int cell = (int) row * columns + (int) column;
        return cell < cells.length ? cells[cell] : NOTHING;
    }
}
