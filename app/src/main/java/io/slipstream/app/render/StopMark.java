package io.slipstream.app.render;

import io.slipstream.sim.world.Light;
import io.slipstream.sim.world.Path;
import io.slipstream.sim.world.World;
import java.util.Optional;

/**
 * Where the route has a stop line, and what stands beside it.
 *
 * @param x east of the middle of the line, m
 * @param y north of it, m
 * @param cos of the direction of travel there
 * @param sin of the direction of travel there
 * @param lights whether there are lights; else it is a stop sign
 */
record StopMark(double x, double y, double cos, double sin, boolean lights) {
    /** What lies before the ego vehicle of an environment. */
    static Optional<StopMark> of(World world, int environment) {
        double ahead = world.stopDistance(environment);
        if (Double.isInfinite(ahead)) {
            return Optional.empty();
        }
        Path route = world.route(environment);
        // The distance is that of the car's middle.
        double at = world.progress(environment) + ahead + Vehicle.LENGTH / 2;
        return Optional.of(new StopMark(
                route.xAt(at), route.yAt(at), route.cosAt(at), route.sinAt(at), world.light(environment) != Light.OFF));
    }
}
