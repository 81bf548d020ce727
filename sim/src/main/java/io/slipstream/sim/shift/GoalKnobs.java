package io.slipstream.sim.shift;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is asked of the ego vehicle.
 *
 * @param task id of another task to drive, when given
 * @param desiredSpeed another desired speed in m/s, when given
 */
public record GoalKnobs(Optional<String> task, OptionalDouble desiredSpeed) {
    /** The task and speed that the scenario names. */
    public static final GoalKnobs NOMINAL = new GoalKnobs(Optional.empty(), OptionalDouble.empty());

    /** Checks the speed. */
    public GoalKnobs {
        if (desiredSpeed.isPresent() && !(desiredSpeed.getAsDouble() > 0 && desiredSpeed.getAsDouble() <= 30)) {
            throw new IllegalArgumentException(
                    "desiredSpeed has to be within 0 and 30 m/s, not " + desiredSpeed.getAsDouble());
        }
    }
}
