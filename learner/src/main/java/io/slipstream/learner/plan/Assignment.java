package io.slipstream.learner.plan;

import io.slipstream.schemas.avro.Component;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A decision being carried out.
 *
 * @param decision number of the newest that asks for it, absent when a command forced the component
 * @param component what it names; never NONE
 * @param parts what the strategy makes of it: what is trained; never empty
 * @param beganAt steps collected when it came
 * @param updates updates done for it
 * @param trainedSteps steps trained on for it
 */
public record Assignment(
        @Nullable Long decision, Component component, Set<Part> parts, long beganAt, int updates, long trainedSteps) {
    /** Takes a copy of the parts. */
    public Assignment {
        parts = Set.copyOf(EnumSet.copyOf(parts));
    }

    /** A fresh assignment. */
    public static Assignment of(@Nullable Long decision, Component component, Set<Part> parts, long beganAt) {
        return new Assignment(decision, component, parts, beganAt, 0, 0);
    }

    /** The same, for a newer decision about the same. */
    Assignment answering(long newer) {
        return new Assignment(newer, component, parts, beganAt, updates, trainedSteps);
    }

    Assignment updated(int steps) {
        return new Assignment(decision, component, parts, beganAt, updates + 1, trainedSteps + steps);
    }
}
