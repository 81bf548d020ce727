package io.slipstream.app.evaluate;

import io.slipstream.sim.StepOutput;
import io.slipstream.sim.VectorEnvironment;
import io.slipstream.sim.driver.Driver;

/** Drives with one of the simulator's rule-based drivers, which look into the world itself. */
public record ScriptedPilot(Driver driver) implements Pilot {
    @Override
    public void act(VectorEnvironment environment, StepOutput latest, int[] actions) {
        driver.act(environment, actions);
    }
}
