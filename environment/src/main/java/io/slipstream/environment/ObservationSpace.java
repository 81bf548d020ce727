package io.slipstream.environment;

import java.util.List;

/**
 * The shape of one observation: {@code size} floats, each scaled to about [-1, 1].
 *
 * @param size number of floats
 * @param groups what the features mean, in order and without gaps
 */
public record ObservationSpace(int size, List<FeatureGroup> groups) {
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

    /** Features of which nothing is known but that the actions move them: one group, a body. */
    public static ObservationSpace ofBody(String name, int size) {
        return new ObservationSpace(size, List.of(new FeatureGroup(name, 0, size, FeatureGroup.Role.BODY, 1)));
    }
}
