package io.slipstream.sim.driver;

import io.slipstream.sim.VectorEnvironment;
import io.slipstream.sim.world.World;

/** Follows the route at the desired speed and looks at nobody. */
public final class ConstantSpeedDriver implements Driver {
    private final GridRounding rounding;

    /** A driver of that many environments. */
    public ConstantSpeedDriver(int environments) {
        rounding = new GridRounding(environments);
    }

    @Override
    public void act(VectorEnvironment environment, int[] actions) {
        World world = environment.world();
        for (int e = 0; e < actions.length; e++) {
            double acceleration = RouteFollower.approach(world.speed(e), world.desiredSpeed(e));
            actions[e] = rounding.action(environment, e, acceleration, RouteFollower.steering(world, e));
        }
    }
}
