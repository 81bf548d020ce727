package io.slipstream.actor.sumo.traci;

/** Takes the cars around the ego vehicle, one by one. */
@FunctionalInterface
public interface Cars {
    /**
     * Takes one.
     *
     * @param x east of the middle of its front bumper, m
     * @param y north of it, m
     * @param angle where it points, degrees clockwise from north
     * @param speed m/s
     */
    void car(double x, double y, double angle, double speed);
}
