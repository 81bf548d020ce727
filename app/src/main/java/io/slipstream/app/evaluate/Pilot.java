package io.slipstream.app.evaluate;

import io.slipstream.sim.StepOutput;
import io.slipstream.sim.VectorEnvironment;

/** Whoever drives during an evaluation. */
public interface Pilot extends AutoCloseable {
    /**
     * Chooses for all environments.
     *
     * @param environment the world, which only scripted pilots look into
     * @param latest what the last step brought
     * @param actions [environments], written
     */
    void act(VectorEnvironment environment, StepOutput latest, int[] actions);

    @Override
    default void close() {}
}
