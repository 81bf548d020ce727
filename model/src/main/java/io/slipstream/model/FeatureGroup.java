package io.slipstream.model;

import java.util.Objects;

/**
 * A named range of the observation whose residual and novelty are measured apart from the rest.
 *
 * @param name group name, used in signal names such as {@code residual.ego}
 * @param from first index
 * @param to one past the last index
 * @param closed true when the group's next value follows from its own value and the action alone, as a vehicle's own
 *     speed and steering do; its one-step reference then sees nothing else and cannot mistake a new road for new
 *     dynamics
 */
public record FeatureGroup(String name, int from, int to, boolean closed) {
    /** Checks the range. */
    public FeatureGroup {
        Objects.requireNonNull(name, "name");
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException(
                    "feature group " + name + " has the empty range [" + from + ", " + to + ")");
        }
    }

    /** Number of features. */
    public int size() {
        return to - from;
    }
}
