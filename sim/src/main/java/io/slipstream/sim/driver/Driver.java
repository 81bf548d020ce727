package io.slipstream.sim.driver;

import io.slipstream.sim.VectorEnvironment;

/** Chooses actions for all environments. */
@FunctionalInterface
public interface Driver {
    /**
     * Chooses for the state the environments are in.
     *
     * @param actions [environments], written
     */
    void act(VectorEnvironment environment, int[] actions);
}
