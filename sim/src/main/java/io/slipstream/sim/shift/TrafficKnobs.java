package io.slipstream.sim.shift;

import io.slipstream.sim.task.Headway;
import java.util.Optional;

/**
 * How the other cars drive and how many there are.
 *
 * @param aggressiveness 0 nominal; 1 fast, close and blind to the ego vehicle
 * @param headwayScale factor on the time between two cars of a stream
 * @param headway replaces the task's own headway, when given
 */
public record TrafficKnobs(double aggressiveness, double headwayScale, Optional<Headway> headway) {
    /** The traffic of the task. */
    public static final TrafficKnobs NOMINAL = new TrafficKnobs(0, 1, Optional.empty());

    /** Checks the bounds. */
    public TrafficKnobs {
        if (!(aggressiveness >= 0 && aggressiveness <= 1)) {
            throw new IllegalArgumentException("aggressiveness has to be within 0 and 1, not " + aggressiveness);
        }
        if (!(headwayScale >= 0.1 && headwayScale <= 100)) {
            throw new IllegalArgumentException("headwayScale has to be within 0.1 and 100, not " + headwayScale);
        }
    }

    /** The headway of a stream whose own is {@code own}. */
    public Headway headwayFor(Headway own) {
        return headway.orElse(own).scaled(headwayScale);
    }
}
