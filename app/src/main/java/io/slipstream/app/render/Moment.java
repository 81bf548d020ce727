package io.slipstream.app.render;

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
 */
record Moment(double seconds, Vehicle ego, boolean braking, List<Vehicle> cars, OptionalDouble timeToCollision) {
    Moment {
        cars = List.copyOf(cars);
    }
}
