package io.slipstream.learner.plan;

import io.slipstream.schemas.avro.Component;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
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
        /** A version on the way, with the reference it was decided on; none comes before something that acts has moved. */
        INTERMEDIATE,
        /** The version that ends the budget, with a fresh reference. */
        FINAL
    }

    private final PlanSettings settings;
    private final Strategy strategy;
    private @Nullable Assignment standing;
    private int budgets;
    private boolean paused;
    private final Set<Component> forbidden = EnumSet.noneOf(Component.class);

    /** An idle plan. */
    public TrainingPlan(PlanSettings settings, Strategy strategy) {
        this.settings = settings;
        this.strategy = strategy;
    }

    /**
     * Starts a new budget; what stood before is dropped. Nothing changes when there is nothing to train, or when what stands is about
     * the same component: the monitor says it again for as long as it holds, and a budget that began anew each time would never come
     * to its end. What comes of it then answers the newer decision.
     *
     * @return whether a budget has begun
     */
    public boolean begin(@Nullable Long decision, Component component, long collectedSteps) {
        Assignment before = standing;
        if (before != null && stands(component)) {
            // What somebody ordered answers nobody else.
            standing = decision == null || before.decision() == null ? before : before.answering(decision);
            return false;
        }
        Set<Part> parts = strategy.parts(component, budgets);
        if (parts.isEmpty() || forbidden.contains(component)) {
            return false;
        }
        standing = Assignment.of(decision, component, parts, collectedSteps);
        budgets++;
        return true;
    }

    /** Whether a budget about this component is being carried out. */
    public boolean stands(Component component) {
        Assignment assignment = standing;
        return assignment != null && assignment.component() == component;
    }

    /** Budgets begun so far. */
    public int budgets() {
        return budgets;
    }

    /** The decision being carried out. */
    public Optional<Assignment> standing() {
        return Optional.ofNullable(standing);
    }

    /** Goes on with what a checkpoint says. */
    public void restore(@Nullable Assignment earlier, int budgetsBegun) {
        standing = earlier;
        budgets = budgetsBegun;
    }

    /** Holds training back; collecting goes on. */
    public void pause() {
        paused = true;
    }

    /** Ends a pause. */
    public void resume() {
        paused = false;
    }

    /** Lets nothing train a component, and drops what is being trained of it. */
    public void forbid(Component component) {
        forbidden.add(component);
        if (stands(component)) {
            standing = null;
        }
    }

    /** Ends that. */
    public void allow(Component component) {
        forbidden.remove(component);
    }

    /** Whether another third of a policy's budget has just ended, and more is to come. */
    public boolean thirdEnds() {
        Assignment assignment = standing;
        int third = assignment == null ? 0 : settings.stillActor(assignment.parts());
        return assignment != null && third > 0 && assignment.updates() > 0 && assignment.updates() % third == 0;
    }

    /**
     * Begins another budget for what was carried out last: it was not enough.
     *
     * @return whether one has begun; not where something else stands, or nothing may train it any more
     */
    public boolean again(Assignment finished, long collectedSteps) {
        return standing == null && begin(finished.decision(), finished.component(), collectedSteps);
    }

    /** Drops what is being trained. */
    public void abandon() {
        standing = null;
    }

    /** Components that nothing may train. */
    public Set<Component> forbidden() {
        return Set.copyOf(forbidden);
    }

    /** Whether training is held back. */
    public boolean paused() {
        return paused;
    }

    /**
     * The parts to update now.
     *
     * @param collectedSteps steps collected so far
     * @return none when there is nothing to train, or not yet
     */
    public Set<Part> next(long collectedSteps) {
        Assignment assignment = standing;
        if (assignment == null || paused) {
            return Set.of();
        }
        long since = collectedSteps - assignment.beganAt();
        boolean warm = since >= settings.warmUpSteps();
        boolean within = assignment.trainedSteps() + settings.stepsPerUpdate() <= settings.replayRatioMax() * since;
        return warm && within ? assignment.parts() : Set.of();
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
        if (after.updates() >= settings.updates(after.parts())) {
            standing = null;
            return Publication.FINAL;
        }
        standing = after;
        // A version that drives like the one before would tell nothing, and begin the monitor's window anew.
        boolean moved = after.updates() > settings.held(after.parts());
        return moved && after.updates() % settings.publishEvery() == 0 ? Publication.INTERMEDIATE : Publication.NOTHING;
    }
}
