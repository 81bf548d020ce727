package io.slipstream.app.study;

import io.slipstream.learner.plan.Strategy;

/**
 * One run of the study.
 *
 * @param task what has to be driven
 * @param shift under which shift, C0 for none
 * @param strategy what an update moves
 * @param seed of everything random
 */
public record Cell(String task, String shift, Strategy strategy, int seed) {
    /** Name of its file and of its line in the progress. */
    public String id() {
        return task + "-" + shift + "-" + strategy.id() + "-" + seed;
    }

    /** Name of what it has to get used to. */
    String condition() {
        return shift.equals("C0") ? task : task + " " + shift;
    }
}
