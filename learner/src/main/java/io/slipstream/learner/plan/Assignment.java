package io.slipstream.learner.plan;

import io.slipstream.schemas.avro.Component;
import org.jspecify.annotations.Nullable;

/**
 * A decision being carried out.
 *
 * @param decision its number, absent when a command forced the component
 * @param component what to train; never NONE
 * @param beganAt steps collected when it came
 * @param updates updates done for it
 * @param trainedSteps steps trained on for it
 */
public record Assignment(@Nullable Long decision, Component component, long beganAt, int updates, long trainedSteps) {

    /** A fresh assignment. */
    public static Assignment of(@Nullable Long decision, Component component, long beganAt) {
        return new Assignment(decision, component, beganAt, 0, 0);
    }

    Assignment updated(int steps) {
        return new Assignment(decision, component, beganAt, updates + 1, trainedSteps + steps);
    }
}
