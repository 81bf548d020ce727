package io.slipstream.sim.shift;

import io.slipstream.sim.math.Range;
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
    /** Bounds of {@link #aggressiveness()}. */
    public static final Range AGGRESSIVENESS = new Range(0, 1);
    /** Bounds of {@link #headwayScale()}. */
    public static final Range HEADWAY_SCALE = new Range(0.1, 100);

    /** The traffic of the task. */
    public static final TrafficKnobs NOMINAL = new TrafficKnobs(0, 1, Optional.empty());

    /** Checks the bounds. */
    public TrafficKnobs {
        AGGRESSIVENESS.check("aggressiveness", aggressiveness);
        HEADWAY_SCALE.check("headwayScale", headwayScale);
    }

    /** The same number of cars with drivers of nominal manners. */
    public TrafficKnobs withNominalManners() {
        return new TrafficKnobs(NOMINAL.aggressiveness, headwayScale, headway);
    }

    /** The headway of a stream whose own is {@code own}. */
    public Headway headwayFor(Headway own) {
        return headway.orElse(own).scaled(headwayScale);
    }
}
