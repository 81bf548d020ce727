package io.slipstream.sim.task;

import java.util.List;
import java.util.Optional;

/**
 * What some tasks have beside one route and streams.
 *
 * @param otherRoutes further routes for the ego vehicle; every episode draws one of all uniformly
 * @param control lights or a sign on the route
 * @param network lanes that cars choose among
 * @param leadCar a slow car ahead
 * @param lateralFree how far from the route costs nothing, m
 */
public record Features(
        List<Route> otherRoutes,
        Optional<Control> control,
        Optional<Network> network,
        Optional<LeadCar> leadCar,
        double lateralFree) {
    /** Nothing but a route and streams. */
    public static final Features NONE =
            new Features(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), 0.5);

    /** Checks the free offset. */
    public Features {
        otherRoutes = List.copyOf(otherRoutes);
        if (!(lateralFree >= 0)) {
            throw new IllegalArgumentException("the free lateral offset has to be 0 m or more, not " + lateralFree);
        }
    }

    /** The same with further routes. */
    public Features withOtherRoutes(List<Route> routes) {
        return new Features(routes, control, network, leadCar, lateralFree);
    }

    /** The same with lights or a sign. */
    public Features withControl(Control what) {
        return new Features(otherRoutes, Optional.of(what), network, leadCar, lateralFree);
    }

    /** The same with lanes that cars choose among. */
    public Features withNetwork(Network lanes) {
        return new Features(otherRoutes, control, Optional.of(lanes), leadCar, lateralFree);
    }

    /** The same with a slow car ahead that may be overtaken: being off the route costs nothing up to {@code free} metres. */
    public Features withLeadCar(LeadCar car, double free) {
        return new Features(otherRoutes, control, network, Optional.of(car), free);
    }
}
