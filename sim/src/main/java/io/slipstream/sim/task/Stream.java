package io.slipstream.sim.task;

import java.util.List;

/**
 * Cars that keep coming from one place and hold priority over the ego vehicle.
 *
 * @param routes where they go; all start at the same place and each car draws one uniformly
 * @param speed what they drive when nothing is in the way, m/s
 * @param headway time between two of them at their source
 */
public record Stream(List<Route> routes, double speed, Headway headway) {
    /** Checks that the routes have one source. */
    public Stream {
        routes = List.copyOf(routes);
        if (routes.isEmpty() || !(speed > 0) || Double.isInfinite(speed)) {
            throw new IllegalArgumentException("a stream needs a route and a positive speed, not " + speed);
        }
        Pose source = routes.get(0).start();
        if (!routes.stream().allMatch(route -> route.start().equals(source))) {
            throw new IllegalArgumentException("all routes of a stream have to start at the same place");
        }
    }
}
