package io.slipstream.sim;

import io.slipstream.sim.shift.Shift;
import io.slipstream.sim.task.Task;

/**
 * What one episode is driven on: a task under a shift, paid by a reward. A shift that changes the task replaces the one asked for, so
 * that {@link #task()} is always the one driven.
 *
 * @param asked the task asked for
 * @param shift how the world differs from the nominal one
 * @param reward what driving is paid for
 */
public record Scenario(Task asked, Shift shift, RewardSettings reward) {
    /** Road, traffic and goal driven: the shift's own task, if it has one. */
    public Task task() {
        return shift.goal().task().orElse(asked);
    }

    /** The desired speed of this scenario in m/s: the shift's, or else the task's. */
    public double desiredSpeed() {
        return shift.goal().desiredSpeed().orElse(task().desiredSpeed());
    }

    /** The task asked for under no shift: what this scenario is a shift of. */
    public Scenario nominal() {
        return under(Shift.NOMINAL);
    }

    /** The task asked for under another shift. */
    public Scenario under(Shift other) {
        return new Scenario(asked, other, reward);
    }
}
