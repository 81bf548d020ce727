package io.slipstream.environment;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an episode is held under. Only the environment knows what the words mean; two that are equal are the same conditions.
 *
 * @param task what is to be done
 * @param shift how the world differs from the nominal one
 * @param options what else there is to say, as Gymnasium's options of a reset
 */
public record Conditions(String task, String shift, Map<String, String> options) {
    /** The word of most environments for a world that is as it should be. */
    public static final String NOMINAL = "C0";

    /** Copies the options, in the order of their names. */
    public Conditions {
        if (task.isBlank() || shift.isBlank()) {
            throw new IllegalArgumentException("task and shift need names, not '" + task + "' and '" + shift + "'");
        }
        options = Collections.unmodifiableMap(new TreeMap<>(options));
    }

    /** Conditions without options. */
    public static Conditions of(String task, String shift) {
        return new Conditions(task, shift, Map.of());
    }

    @Override
    public String toString() {
        return task + " under " + shift;
    }
}
