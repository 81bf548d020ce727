package io.slipstream.sim.shift;

import io.slipstream.sim.task.Headway;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Everything between two shifts: numbers change evenly; the delay, which is whole, takes its next value when it is reached. There is
 * nothing between two tasks.
 *
 * @param from where it begins
 * @param to where it ends
 */
public record Drift(Shift from, Shift to) {
    /** Checks that there is something between them. */
    public Drift {
        if (!from.goal().task().equals(to.goal().task())) {
            throw new IllegalArgumentException(
                    between(from, to) + "they drive different tasks; hold one after the other");
        }
        if (from.goal().desiredSpeed().isPresent() != to.goal().desiredSpeed().isPresent()) {
            throw new IllegalArgumentException(between(from, to) + "only one names a desired speed; name it in both");
        }
        if (from.traffic().headway().isPresent() != to.traffic().headway().isPresent()) {
            throw new IllegalArgumentException(between(from, to) + "only one names a headway; name it in both");
        }
    }

    private static String between(Shift from, Shift to) {
        return "nothing lies between " + from.id() + " and " + to.id() + ": ";
    }

    /** Names both: {@code from>to}. */
    public String id() {
        return from.id() + ">" + to.id();
    }

    /** The shift at a share of the way, 0 to 1. */
    public Shift at(double share) {
        if (share <= 0) {
            return from;
        }
        if (share >= 1) {
            return to;
        }
        return new Shift(
                String.format(Locale.ROOT, "%s@%.3f", id(), share),
                to.summary(),
                to.split(),
                vehicle(from.vehicle(), to.vehicle(), share),
                traffic(from.traffic(), to.traffic(), share),
                goal(from.goal(), to.goal(), share),
                sensors(from.sensors(), to.sensors(), share));
    }

    private static VehicleKnobs vehicle(VehicleKnobs a, VehicleKnobs b, double share) {
        // Toward the start, so that a delay that rises by one does so at the end of its stretch; up to rounding.
        int delay = a.delayTicks() + (int) ((b.delayTicks() - a.delayTicks()) * share * (1 + 1e-12));
        return new VehicleKnobs(
                mix(a.friction(), b.friction(), share),
                delay,
                mix(a.accelerationLag(), b.accelerationLag(), share),
                mix(a.steeringLag(), b.steeringLag(), share),
                mix(a.accelerationGain(), b.accelerationGain(), share),
                mix(a.brakeGain(), b.brakeGain(), share),
                mix(a.steeringGain(), b.steeringGain(), share));
    }

    private static TrafficKnobs traffic(TrafficKnobs a, TrafficKnobs b, double share) {
        Optional<Headway> headway = a.headway()
                .flatMap(from -> b.headway()
                        .map(to -> new Headway(mix(from.from(), to.from(), share), mix(from.to(), to.to(), share))));
        return new TrafficKnobs(
                mix(a.aggressiveness(), b.aggressiveness(), share),
                mix(a.headwayScale(), b.headwayScale(), share),
                headway);
    }

    private static GoalKnobs goal(GoalKnobs a, GoalKnobs b, double share) {
        if (a.desiredSpeed().isEmpty() || b.desiredSpeed().isEmpty()) {
            return a;
        }
        double speed = mix(a.desiredSpeed().getAsDouble(), b.desiredSpeed().getAsDouble(), share);
        return new GoalKnobs(a.task(), OptionalDouble.of(speed));
    }

    private static SensorKnobs sensors(SensorKnobs a, SensorKnobs b, double share) {
        return new SensorKnobs(
                mix(a.position(), b.position(), share),
                mix(a.speed(), b.speed(), share),
                mix(a.heading(), b.heading(), share));
    }

    private static double mix(double a, double b, double share) {
        return a == b ? a : a + (b - a) * share;
    }
}
