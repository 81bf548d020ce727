package io.slipstream.sim.world;

import static io.slipstream.sim.BirdsEye.AHEAD;
import static io.slipstream.sim.BirdsEye.CHANNELS;
import static io.slipstream.sim.BirdsEye.METRES_PER_PIXEL;
import static io.slipstream.sim.BirdsEye.SIZE;

import io.slipstream.sim.BirdsEye;
import java.util.Arrays;

/**
 * Paints oriented boxes, given in the world, into a picture seen from the ego vehicle. A box is painted row by row: each pair of its
 * sides cuts a row in an interval, and the pixels whose middle lies in both intervals are set. Intervals are half open, so that boxes
 * side by side neither overlap nor leave a gap.
 */
final class Canvas {
    private static final double PER_METRE = 1 / METRES_PER_PIXEL;
    /** Row of the ego vehicle's middle, in pixels from the middle of row 0. */
    private static final double MIDDLE_ROW = AHEAD * PER_METRE - 0.5;

    private static final double MIDDLE_COLUMN = 0.5 * SIZE - 0.5;
    /** More pixels than any picture has: a side parallel to the rows does not cut them. */
    private static final double FAR = 1e6;

    private byte[] out = {};
    private int at;
    private double originX;
    private double originY;
    private double cos = 1;
    private double sin;

    /** Takes an empty picture of {@link BirdsEye#BYTES} bytes from {@code at} on, seen from a pose. */
    void aim(byte[] picture, int start, double x, double y, double headingCos, double headingSin) {
        out = picture;
        at = start;
        Arrays.fill(picture, start, start + BirdsEye.BYTES, (byte) 0);
        turn(x, y, headingCos, headingSin);
    }

    /** Goes on with the same picture, what is painted from now on seen from another pose. */
    void turn(double x, double y, double headingCos, double headingSin) {
        originX = x;
        originY = y;
        cos = headingCos;
        sin = headingSin;
    }

    /** Paints a box: its middle in the world (m), the direction of its length, half its length and width (m). */
    void box(
            int channel,
            byte value,
            double x,
            double y,
            double boxCos,
            double boxSin,
            double halfLength,
            double halfWidth) {
        double dx = x - originX;
        double dy = y - originY;
        double row = MIDDLE_ROW - (dx * cos + dy * sin) * PER_METRE;
        double column = MIDDLE_COLUMN - (dy * cos - dx * sin) * PER_METRE;
        double c = boxCos * cos + boxSin * sin;
        double s = boxSin * cos - boxCos * sin;
        double length = halfLength * PER_METRE;
        double width = halfWidth * PER_METRE;
        double rows = length * Math.abs(c) + width * Math.abs(s);
        double columns = length * Math.abs(s) + width * Math.abs(c);
        if (row + rows > 0 && row - rows < SIZE && column + columns > 0 && column - columns < SIZE) {
            int from = Math.max(0, (int) Math.ceil(row - rows));
            int to = Math.min(SIZE, (int) Math.ceil(row + rows));
            rows(channel, value, from, to, row, column, c, s, length, width);
        }
    }

    private void rows(
            int channel,
            byte value,
            int from,
            int to,
            double row,
            double column,
            double c,
            double s,
            double length,
            double width) {
        // Along a row, the ends of the box are |s dx + c dy| < length, its sides |c dx - s dy| < width.
        double endSlope = s == 0 ? 0 : -c / s;
        double endReach = s == 0 ? FAR : length / Math.abs(s);
        double sideSlope = c == 0 ? 0 : s / c;
        double sideReach = c == 0 ? FAR : width / Math.abs(c);
        for (int r = from; r < to; r++) {
            double dy = r - row;
            double end = column + dy * endSlope;
            double side = column + dy * sideSlope;
            double low = end - endReach > side - sideReach ? end - endReach : side - sideReach;
            double high = end + endReach < side + sideReach ? end + endReach : side + sideReach;
            int first = Math.max(0, (int) Math.ceil(low));
            int last = Math.min(SIZE, (int) Math.ceil(high));
            int write = at + (r * SIZE + first) * CHANNELS + channel;
            for (int i = first; i < last; i++) {
                out[write] = value;
                write += CHANNELS;
            }
        }
    }
}
