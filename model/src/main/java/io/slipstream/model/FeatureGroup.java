package io.slipstream.model;

import java.util.Objects;

/**
 * A named range of the observation whose surprise and novelty are measured apart from the rest.
 *
 * @param name group name, used in signal names such as {@code surprise.ego}
 * @param from first index
 * @param to one past the last index
 * @param role what moves it
 * @param objects interchangeable objects that share the range, each with as many features; 1 unless the role is OBJECTS
 */
public record FeatureGroup(String name, int from, int to, Role role, int objects) {
    private static final int POSE = 6;
    private static final int PLACES = 6;

    /** What moves a group, and so what it tells when it moves otherwise than it used to. */
    public enum Role {
        /** Its next value follows from its own value and the action alone, as a vehicle's speed and steering do. */
        BODY,
        /** What stands still and is seen from the moving body: tasks, routes, maps. Dynamics cannot change it, bad sensors can. */
        SCENE,
        /**
         * Others that move by themselves, all zeros where one is absent, in any order. An object's features begin with where it is, x and y as
         * seen from the body; where there are six, velocity and heading follow: x, y, vx, vy, cos, sin.
         */
        OBJECTS
    }

    /** Checks the range. */
    public FeatureGroup {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(role, "role");
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException(
                    "feature group " + name + " has the empty range [" + from + ", " + to + ")");
        }
        if (objects < 1 || (to - from) % objects != 0 || (objects > 1 && role != Role.OBJECTS)) {
            throw new IllegalArgumentException("feature group " + name + " with " + (to - from)
                    + " features cannot hold " + objects + " objects in the role " + role);
        }
    }

    /** A group that is one thing. */
    public static FeatureGroup of(String name, int from, int to, Role role) {
        return new FeatureGroup(name, from, to, role, 1);
    }

    /** Number of features. */
    public int size() {
        return to - from;
    }

    /** Whether its objects have a heading. */
    public boolean posed() {
        return role == Role.OBJECTS && objectSize() == POSE;
    }

    /** Numbers about where an object is that follow from its pose: what a contact is recognised by. */
    public int places() {
        return posed() ? PLACES : 0;
    }

    /** Features of one object. */
    public int objectSize() {
        return size() / objects;
    }
}
