package io.slipstream.sim;

import io.slipstream.sim.FeatureGroup.Role;
import java.util.List;

/**
 * The shape of one observation.
 *
 * @param size number of floats
 * @param groups what the features mean, in order and without gaps
 */
public record ObservationSpace(int size, List<FeatureGroup> groups) {
    /** The 64 floats of the driving world: the ego vehicle, the task, the route ahead and the cars near by. */
    public static final ObservationSpace DRIVING = new ObservationSpace(
            64,
            List.of(
                    new FeatureGroup("ego", 0, 4, Role.BODY, 1),
                    new FeatureGroup("task", 4, 12, Role.SCENE, 1),
                    new FeatureGroup("route", 12, 28, Role.SCENE, 1),
                    new FeatureGroup("traffic", 28, 64, Role.OBJECTS, 6)));

    /** Checks that the groups cover the features. */
    public ObservationSpace {
        groups = List.copyOf(groups);
        int next = 0;
        for (FeatureGroup group : groups) {
            if (group.from() != next) {
                throw new IllegalArgumentException("feature group " + group.name() + " should start at " + next);
            }
            next = group.to();
        }
        if (next != size) {
            throw new IllegalArgumentException("feature groups end at " + next + ", the observation at " + size);
        }
    }
}
