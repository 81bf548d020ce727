package io.slipstream.sim.shift;

import io.slipstream.sim.math.Range;
import io.slipstream.sim.task.Task;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is asked of the ego vehicle.
 *
 * @param task another task to drive, when given
 * @param desiredSpeed another desired speed in m/s, when given
 */
public record GoalKnobs(Optional<Task> task, OptionalDouble desiredSpeed) {
    /** Bounds of {@link #desiredSpeed()}, m/s. */
    public static final Range DESIRED_SPEED = new Range(0.1, 30);

    /** The task and speed that the scenario names. */
    public static final GoalKnobs NOMINAL = new GoalKnobs(Optional.empty(), OptionalDouble.empty());

    /** Checks the speed. */
    public GoalKnobs {
        desiredSpeed.ifPresent(speed -> DESIRED_SPEED.check("desiredSpeed", speed));
    }
}
