package io.slipstream.sim.world;

/** The ego vehicles of a world, for whoever drives them by rule. */
public interface EgoView {
    /** East coordinate, m. */
    double x(int e);

    /** North coordinate, m. */
    double y(int e);

    /** Cosine of the heading. */
    double cos(int e);

    /** Sine of the heading. */
    double sin(int e);

    /** Sine of the angle from the heading to the direction of travel. */
    double slip(int e);

    /** Speed, m/s. */
    double speed(int e);

    /** How far it has come on its route, m. */
    double progress(int e);

    /** Speed the scenario asks for, m/s. */
    double desiredSpeed(int e);

    /** Its route. */
    Path route(int e);
}
