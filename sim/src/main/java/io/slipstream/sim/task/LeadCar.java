package io.slipstream.sim.task;

/**
 * A slow car ahead of the ego vehicle that swings about its lane.
 *
 * @param way where it drives; begins where the ego vehicle does
 * @param aheadFrom how far ahead it is at least at the beginning, m
 * @param aheadTo how far at most, m
 * @param speed m/s
 * @param swing to each side, m
 * @param period of the swinging, s
 */
public record LeadCar(Route way, double aheadFrom, double aheadTo, double speed, double swing, double period) {
    private static final double LANE_WIDTH = 3.5;

    /** Checks that it can drive. */
    public LeadCar {
        if (!(aheadFrom > 0) || !(aheadTo >= aheadFrom) || !(aheadTo < way.length())) {
            throw new IllegalArgumentException("a lead car needs 0 < from <= to < " + way.length() + " m ahead, not "
                    + aheadFrom + " to " + aheadTo);
        }
        if (!(speed > 0) || !(speed <= 30) || !(swing >= 0) || !(swing <= 2) || !(period >= 1)) {
            throw new IllegalArgumentException(
                    "a lead car needs a speed in (0, 30] m/s, a swing within 0 and 2 m and a period of at least 1 s, not "
                            + speed + ", " + swing + ", " + period);
        }
    }

    /** The lane to the left of its own, which is straight, by which it can be passed; nobody else drives there. */
    public Route passingLane() {
        Pose start = way.start();
        double x = start.x() - LANE_WIDTH * StrictMath.sin(start.heading());
        double y = start.y() + LANE_WIDTH * StrictMath.cos(start.heading());
        return new Route(new Pose(x, y, start.heading()), way.segments());
    }
}
