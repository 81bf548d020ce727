package io.slipstream.app.evaluate;

import io.slipstream.model.ModelWeights;
import io.slipstream.model.acting.ActingSession;
import io.slipstream.sim.StepOutput;
import io.slipstream.sim.VectorEnvironment;

/** Drives with a model: sampled actions, or the most likely one when greedy. */
public final class ModelPilot implements Pilot {
    private final ActingSession session;
    private final boolean greedy;

    /**
     * Loads the model.
     *
     * @param merged weights with their adapters merged
     * @param environments number of environments it will drive
     * @param seed of latent and action sampling
     * @param greedy whether to take the most likely action
     */
    public ModelPilot(ModelWeights merged, int environments, long seed, boolean greedy) {
        this.session = new ActingSession(merged, environments, seed);
        this.greedy = greedy;
    }

    @Override
    public void act(VectorEnvironment environment, StepOutput latest, int[] actions) {
        session.choose(latest.observations, latest.flags, greedy, actions);
    }

    @Override
    public void close() {
        session.close();
    }
}
