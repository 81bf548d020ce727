package io.slipstream.app.demo;

import io.slipstream.sim.shift.Shifts;
import io.slipstream.sim.task.Tasks;

/**
 * A stretch of a scenario.
 *
 * @param name unique in its scenario
 * @param task task driven
 * @param shift shift put on the world, C0 for none
 * @param steps environment steps of the fleet it lasts
 */
public record Phase(String name, String task, String shift, long steps) {
    /**
     * Checks that task and shift exist.
     *
     * @throws IllegalArgumentException naming what is wrong
     */
    public Phase {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a phase needs a name");
        }
        if (steps < 1) {
            throw new IllegalArgumentException("phase " + name + " needs at least one step, not " + steps);
        }
        try {
            Tasks.byId(task);
            Shifts.byId(shift);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("phase " + name + ": " + e.getMessage(), e);
        }
    }

    Phase withSteps(long other) {
        return new Phase(name, task, shift, other);
    }
}
