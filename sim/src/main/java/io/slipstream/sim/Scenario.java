package io.slipstream.sim;

import io.slipstream.sim.shift.Shift;
import io.slipstream.sim.task.Task;
import io.slipstream.sim.task.Tasks;

/**
 * What one episode is driven on: a task under a shift, paid by a reward. A shift that changes the task replaces it here,
 * so that {@link #task()} is always the one driven.
 *
 * @param task road, traffic and goal
 * @param shift how the world differs from the nominal one
 * @param reward what driving is paid for
 */
public record Scenario(Task task, Shift shift, RewardSettings reward) {
    /** Applies the shift's own task, if it has one. */
    public Scenario {
        if (shift.goal().task().isPresent()) {
            task = Tasks.byId(shift.goal().task().get());
        }
    }

    /** The desired speed of this scenario in m/s: the shift's, or else the task's. */
    public double desiredSpeed() {
        return shift.goal().desiredSpeed().orElse(task.desiredSpeed());
    }
}
