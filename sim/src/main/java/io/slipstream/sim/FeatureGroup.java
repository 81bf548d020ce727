package io.slipstream.sim;

/**
 * A named run of neighbouring observation features that belong together.
 *
 * @param name short name, as used in signal names
 * @param from first feature
 * @param to one past the last feature
 */
public record FeatureGroup(String name, int from, int to) {
    /** Checks the bounds. */
    public FeatureGroup {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("feature group " + name + " is empty: [" + from + ", " + to + ")");
        }
    }
}
