package io.slipstream.sim;

import io.slipstream.environment.Conditions;
import io.slipstream.sim.shift.Shifts;
import io.slipstream.sim.task.Tasks;

/** What scenarios are called. */
public interface ScenarioNames {
    /** The tasks and shifts that come with Slipstream, under the default reward. */
    ScenarioNames SHIPPED = new ScenarioNames() {
        @Override
        public Scenario scenario(Conditions conditions) {
            return new Scenario(
                    Tasks.byId(conditions.task()), Shifts.byId(conditions.shift()), RewardSettings.defaults());
        }

        @Override
        public Conditions conditions(Scenario scenario) {
            return Conditions.of(scenario.task().id(), scenario.shift().id());
        }
    };

    /**
     * The scenario of a name.
     *
     * @throws IllegalArgumentException naming the known ones if there is none
     */
    Scenario scenario(Conditions conditions);

    /** The name of a scenario; the task in it is the one driven. */
    Conditions conditions(Scenario scenario);
}
