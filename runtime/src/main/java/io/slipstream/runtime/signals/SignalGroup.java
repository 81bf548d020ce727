package io.slipstream.runtime.signals;

import java.util.Objects;

/**
 * A feature group as the signals see it.
 *
 * @param name its name
 * @param role what moves it
 * @param from first feature of the observation
 * @param to one past the last
 * @param familiarBelow novelty up to which a state counts as one that the model knows; infinite while nothing is calibrated
 */
public record SignalGroup(String name, Role role, int from, int to, double familiarBelow) {
    /** What moves a group, and so what it tells when it moves otherwise than it used to. */
    public enum Role {
        /** Itself and the action: other dynamics show here. */
        BODY,
        /** Nothing, it is seen from the moving body: other places show here, and bad sensors. */
        SCENE,
        /** Others' own will: others who behave differently show here. */
        OBJECTS
    }

    /** Checks range and bound. */
    public SignalGroup {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(role, "role");
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("feature group " + name + " has the empty range " + from + " to " + to);
        }
        if (!(familiarBelow >= 0)) {
            throw new IllegalArgumentException("the bound of what is familiar must not be " + familiarBelow);
        }
    }

    /** A group of which nothing is calibrated yet: every state counts as familiar. */
    public static SignalGroup of(String name, Role role, int from, int to) {
        return new SignalGroup(name, role, from, to, Double.POSITIVE_INFINITY);
    }

    /** The same group with another bound. */
    SignalGroup familiarBelow(double bound) {
        return new SignalGroup(name, role, from, to, bound);
    }
}
