package io.slipstream.environment;

/**
 * A named run of neighbouring observation features that belong together.
 *
 * @param name short name, as used in signal names
 * @param from first feature
 * @param to one past the last feature
 * @param role what moves it
 * @param objects interchangeable objects that share the run, each with as many features, all zeros where one is absent
 */
public record FeatureGroup(String name, int from, int to, Role role, int objects) {
    /** What moves a group. */
    public enum Role {
        /** Itself and the action. */
        BODY,
        /** Nothing: it is seen from the moving body. */
        SCENE,
        /** Others' own will. */
        OBJECTS
    }

    /** Checks the bounds. */
    public FeatureGroup {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("feature group " + name + " is empty: [" + from + ", " + to + ")");
        }
        if (objects < 1 || (to - from) % objects != 0) {
            throw new IllegalArgumentException(
                    "feature group " + name + " cannot hold " + objects + " objects in " + (to - from) + " features");
        }
    }
}
