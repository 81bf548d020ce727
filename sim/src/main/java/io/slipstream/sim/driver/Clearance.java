package io.slipstream.sim.driver;

/** The room that a careful driver wants around the ego vehicle. */
final class Clearance {
    /** Half a car's length, m. */
    static final double HALF_LENGTH = 2.25;

    private static final double HALF_WIDTH = 0.95;
    private static final double FRONT = 0.8;
    private static final double REAR = 1.2;
    private static final double SIDE = 0.25;

    private Clearance() {}

    /**
     * Whether a car is in it: separating axes between the ego box with its margins and the car's.
     *
     * @param x of the car's centre ahead of the ego vehicle's, m
     * @param y of it to the left, m
     * @param cos of the angle from the ego vehicle's heading to the car's
     * @param sin of it
     * @param share of the margins that is insisted on
     */
    static boolean taken(double x, double y, double cos, double sin, double share) {
        // The margins in front and behind differ, so the box with its margins has its centre elsewhere.
        double dx = x - share * (FRONT - REAR) / 2;
        double length = HALF_LENGTH + share * (FRONT + REAR) / 2;
        double width = HALF_WIDTH + share * SIDE;
        double c = Math.abs(cos);
        double s = Math.abs(sin);
        return Math.abs(dx) < length + HALF_LENGTH * c + HALF_WIDTH * s
                && Math.abs(y) < width + HALF_LENGTH * s + HALF_WIDTH * c
                && Math.abs(dx * cos + y * sin) < HALF_LENGTH + length * c + width * s
                && Math.abs(y * cos - dx * sin) < HALF_WIDTH + length * s + width * c;
    }
}
