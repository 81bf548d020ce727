package io.slipstream.sim.world;

/**
 * Two cars as oriented boxes of 4.5 x 1.9 m, one at the origin heading east, the other given relative to it. Boxes of one size look
 * alike to each other, so the separating axes of both are covered by one pair of reaches.
 */
final class Boxes {
    /** Half the length, m. */
    static final double HALF_LENGTH = 2.25;
    /** Half the width, m. */
    static final double HALF_WIDTH = 0.95;
    /** Centres further apart than this cannot touch: twice the half diagonal, m. */
    static final double REACH = 2 * Math.sqrt(HALF_LENGTH * HALF_LENGTH + HALF_WIDTH * HALF_WIDTH);
    /** What {@link #timeToContact} answers when there is none, s. */
    static final double NEVER = Double.POSITIVE_INFINITY;

    private Boxes() {}

    /** Whether they overlap: x, y of the other centre (m), cos, sin of its heading. */
    static boolean overlap(double x, double y, double cos, double sin) {
        double c = Math.abs(cos);
        double s = Math.abs(sin);
        double along = HALF_LENGTH + HALF_LENGTH * c + HALF_WIDTH * s;
        double across = HALF_WIDTH + HALF_LENGTH * s + HALF_WIDTH * c;
        return Math.abs(x) < along
                && Math.abs(y) < across
                && Math.abs(x * cos + y * sin) < along
                && Math.abs(y * cos - x * sin) < across;
    }

    /**
     * Time until they first touch at constant velocity, s: 0 when they overlap, {@link #NEVER} when they do not.
     *
     * @param vx velocity of the other one relative to this one, m/s
     * @param vy as vx
     */
    static double timeToContact(double x, double y, double cos, double sin, double vx, double vy) {
        double c = Math.abs(cos);
        double s = Math.abs(sin);
        double along = HALF_LENGTH + HALF_LENGTH * c + HALF_WIDTH * s;
        double across = HALF_WIDTH + HALF_LENGTH * s + HALF_WIDTH * c;
        double otherX = x * cos + y * sin;
        double otherY = y * cos - x * sin;
        double otherVx = vx * cos + vy * sin;
        double otherVy = vy * cos - vx * sin;
        double from = Math.max(
                Math.max(enter(x, vx, along), enter(y, vy, across)),
                Math.max(enter(otherX, otherVx, along), enter(otherY, otherVy, across)));
        double to = Math.min(
                Math.min(leave(x, vx, along), leave(y, vy, across)),
                Math.min(leave(otherX, otherVx, along), leave(otherY, otherVy, across)));
        return from < to && to > 0 ? Math.max(0, from) : NEVER;
    }

    /** When a point at p with velocity v enters (-reach, reach). */
    private static double enter(double p, double v, double reach) {
        if (v == 0) {
            return Math.abs(p) < reach ? Double.NEGATIVE_INFINITY : NEVER;
        }
        return (v > 0 ? -reach - p : reach - p) / v;
    }

    /** When it leaves it. */
    private static double leave(double p, double v, double reach) {
        if (v == 0) {
            return NEVER;
        }
        return (v > 0 ? reach - p : -reach - p) / v;
    }
}
