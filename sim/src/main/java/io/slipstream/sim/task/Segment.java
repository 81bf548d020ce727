package io.slipstream.sim.task;

/**
 * A piece of road of constant curvature.
 *
 * @param length m along the centre line
 * @param curvature 1/m; positive turns left, 0 is straight
 */
public record Segment(double length, double curvature) {
    /** Checks that it has a length and is not tighter than a car can follow. */
    public Segment {
        if (!(length > 0) || Double.isInfinite(length)) {
            throw new IllegalArgumentException("a segment needs a positive length, not " + length);
        }
        if (!(Math.abs(curvature) <= 0.3)) {
            throw new IllegalArgumentException("curvature " + curvature + " is tighter than a car can drive (0.3 1/m)");
        }
    }

    /** A straight of that length in m. */
    public static Segment straight(double length) {
        return new Segment(length, 0);
    }

    /** An arc to the left: radius in m, angle in degrees. */
    public static Segment left(double radius, double degrees) {
        return new Segment(radius * StrictMath.toRadians(degrees), 1 / radius);
    }

    /** An arc to the right: radius in m, angle in degrees. */
    public static Segment right(double radius, double degrees) {
        return new Segment(radius * StrictMath.toRadians(degrees), -1 / radius);
    }

    /** The pose at its end when it starts at {@code start}. */
    public Pose end(Pose start) {
        return at(start, length);
    }

    /** The pose after {@code s} metres when it starts at {@code start}. */
    public Pose at(Pose start, double s) {
        double turned = s * curvature;
        // Chord of an arc: length s sinc(turned / 2), direction half way round. Holds for a straight, too.
        double half = turned / 2;
        double chord = half == 0 ? s : s * StrictMath.sin(half) / half;
        double direction = start.heading() + half;
        return new Pose(
                start.x() + chord * StrictMath.cos(direction),
                start.y() + chord * StrictMath.sin(direction),
                start.heading() + turned);
    }
}
