package io.slipstream.app.render;

/**
 * A car as it stands.
 *
 * @param x east of its middle, m
 * @param y north of its middle, m
 * @param cos of its heading
 * @param sin of its heading
 * @param speed m/s
 */
record Vehicle(double x, double y, double cos, double sin, double speed) {
    /** Length of every car, m. */
    static final double LENGTH = 4.5;
    /** Width of every car, m. */
    static final double WIDTH = 1.9;
}
