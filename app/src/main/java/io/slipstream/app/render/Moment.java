package io.slipstream.app.render;

import io.slipstream.sim.world.Light;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The world at one tick.
 *
 * @param seconds since the episode began
 * @param ego the ego vehicle
 * @param braking whether it slowed down in this tick
 * @param cars the other cars
 * @param timeToCollision s; absent when nothing was on a collision course
 * @param light what the lights ahead show; off when there are none or they lie behind
 */
record Moment(
        double seconds, Vehicle ego, boolean braking, List<Vehicle> cars, OptionalDouble timeToCollision, Light light) {
    Moment {
        cars = List.copyOf(cars);
    }
}
