package io.slipstream.sim.task;

/**
 * A place and a direction.
 *
 * @param x east, m
 * @param y north, m
 * @param heading rad, counter-clockwise from east
 */
public record Pose(double x, double y, double heading) {
    /** Checks that it is finite. */
    public Pose {
        if (!Double.isFinite(x + y + heading)) {
            throw new IllegalArgumentException("a pose has to be finite: " + x + ", " + y + ", " + heading);
        }
    }

    /** A pose whose heading is given in degrees. */
    public static Pose ofDegrees(double x, double y, double degrees) {
        return new Pose(x, y, StrictMath.toRadians(degrees));
    }
}
