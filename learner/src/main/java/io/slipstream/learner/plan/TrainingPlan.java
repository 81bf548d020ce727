package io.slipstream.learner.plan;

import io.slipstream.schemas.avro.Component;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says at every moment whether to train and what. A decision starts a budget: first a warm-up that only collects, then
 * updates, never more per collected step than allowed. When the budget is used up the decision is done and the plan is
 * idle until the next one. Owned by one thread.
 */
public final class TrainingPlan {
    /** What to publish after an update. */
    public enum Publication {
        /** Nothing yet. */
        NOTHING,
        /** A version on the way, with the reference it was decided on. */
        INTERMEDIATE,
        /** The version that ends the budget, with a fresh reference. */
        FINAL
    }

    private final PlanSettings settings;
    private @Nullable Assignment standing;
    private boolean paused;

    /** An idle plan. */
    public TrainingPlan(PlanSettings settings) {
        this.settings = settings;
    }

    /** Starts a new budget; what stood before is dropped. A decision for NONE changes nothing. */
    public void begin(@Nullable Long decision, Component component, long collectedSteps) {
        if (component != Component.NONE) {
            standing = Assignment.of(decision, component, collectedSteps);
        }
    }

    /** The decision being carried out. */
    public Optional<Assignment> standing() {
        return Optional.ofNullable(standing);
    }

    /** Goes on with an assignment taken from a checkpoint. */
    public void restore(@Nullable Assignment earlier) {
        standing = earlier;
    }

    /** Holds training back; collecting goes on. */
    public void pause() {
        paused = true;
    }

    /** Ends a pause. */
    public void resume() {
        paused = false;
    }

    /** Whether training is held back. */
    public boolean paused() {
        return paused;
    }

    /**
     * The part to update now.
     *
     * @param collectedSteps steps collected so far
     * @return NONE when there is nothing to train, or not yet
     */
    public Component next(long collectedSteps) {
        Assignment assignment = standing;
        if (assignment == null || paused) {
            return Component.NONE;
        }
        long since = collectedSteps - assignment.beganAt();
        boolean warm = since >= settings.warmUpSteps();
        boolean within = assignment.trainedSteps() + settings.stepsPerUpdate() <= settings.replayRatioMax() * since;
        return warm && within ? assignment.component() : Component.NONE;
    }

    /**
     * Takes note of an update and says what to publish.
     *
     * @throws IllegalStateException if no decision stands
     */
    public Publication updated() {
        Assignment assignment = standing;
        if (assignment == null) {
            throw new IllegalStateException("an update without a standing decision");
        }
        Assignment after = assignment.updated(settings.stepsPerUpdate());
        if (after.updates() >= budget(after.component())) {
            standing = null;
            return Publication.FINAL;
        }
        standing = after;
        return after.updates() % settings.publishEvery() == 0 ? Publication.INTERMEDIATE : Publication.NOTHING;
    }

    private int budget(Component component) {
        return component == Component.WORLD_MODEL ? settings.worldModelUpdates() : settings.policyUpdates();
    }
}
