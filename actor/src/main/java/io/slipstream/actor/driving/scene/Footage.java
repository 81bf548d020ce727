package io.slipstream.actor.driving.scene;

import io.slipstream.sim.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * A few seconds of one environment. Poses are {x, y, cos, sin} in the world, m, with a fifth number: speed in m/s of the ego vehicle, 1 where
 * there is a car.
 *
 * @param environment index within the actor
 * @param episode its number
 * @param tick of the episode at frame 0
 * @param task task id
 * @param modelVersion version that drove and imagined
 * @param roads what is paved near by
 * @param frames T
 * @param ego [T, 5]
 * @param cars [T, C, 5]
 * @param timeToCollision [T] s, -1 for none
 * @param lights [T], ordinals of {@link io.slipstream.sim.world.Light}
 * @param imaginedEgo [H, 5]
 * @param imaginedCars [H, seen, 5]
 * @param outcome how the episode ended, when it ended with the last frame
 */
public record Footage(
        int environment,
        long episode,
        int tick,
        String task,
        int modelVersion,
        Roads roads,
        int frames,
        float[] ego,
        float[] cars,
        float[] timeToCollision,
        byte[] lights,
        float[] imaginedEgo,
        float[] imaginedCars,
        Optional<Outcome> outcome) {
    /** Numbers of a pose. */
    public static final int POSE = 5;

    /**
     * What is paved.
     *
     * @param lanes middle lines, each [points, 2]
     * @param route middle line of the route, [points, 2]
     * @param stop x, y, cos, sin of the stop line ahead
     */
    public record Roads(List<float[]> lanes, float[] route, Optional<float[]> stop) {
        /** Copies the list. */
        public Roads {
            lanes = List.copyOf(lanes);
        }
    }
}
