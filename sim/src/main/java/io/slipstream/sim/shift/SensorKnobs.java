package io.slipstream.sim.shift;

import io.slipstream.sim.math.Range;

/**
 * How far what is seen is from what is so: standard deviations of noise that is drawn anew every tick. The world itself does not
 * notice.
 *
 * @param position of the ego vehicle's own place and of every other car's, m and axis
 * @param speed of the ego vehicle's own speed and of every other car's, m/s and axis
 * @param heading of the ego vehicle's own direction and of every other car's, rad
 */
public record SensorKnobs(double position, double speed, double heading) {
    /** Bounds of {@link #position()}, m. */
    public static final Range POSITION = new Range(0, 5);
    /** Bounds of {@link #speed()}, m/s. */
    public static final Range SPEED = new Range(0, 5);
    /** Bounds of {@link #heading()}, rad: three deviations stay where the short polynomials of the trigonometry hold. */
    public static final Range HEADING = new Range(0, 0.25);

    /** Everything is seen as it is. */
    public static final SensorKnobs NOMINAL = new SensorKnobs(0, 0, 0);

    /** Checks the bounds. */
    public SensorKnobs {
        POSITION.check("position", position);
        SPEED.check("speed", speed);
        HEADING.check("heading", heading);
    }
}
