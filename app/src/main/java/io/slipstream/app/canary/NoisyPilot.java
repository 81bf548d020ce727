package io.slipstream.app.canary;

import io.slipstream.app.evaluate.Pilot;
import io.slipstream.model.acting.ActingOutput;
import io.slipstream.model.acting.ActingSession;
import io.slipstream.sim.StepOutput;
import io.slipstream.sim.VectorEnvironment;
import java.util.SplittableRandom;

/** Drives with a policy, sampled, and at some steps at random. */
final class NoisyPilot implements Pilot {
    private final StudiedPolicy policy;
    private final ActingSession session;
    private final ActingOutput output;
    private final SplittableRandom random;

    NoisyPilot(StudiedPolicy policy, int environments, long seed) {
        this.policy = policy;
        session = new ActingSession(policy.weights(), environments, seed);
        output = new ActingOutput(policy.weights().spec(), environments);
        random = new SplittableRandom(seed);
    }

    @Override
    public void act(VectorEnvironment environment, StepOutput latest, int[] actions) {
        session.act(latest.observations, latest.flags, false, output);
        for (int e = 0; e < actions.length; e++) {
            boolean anyAction = policy.noise() > 0 && random.nextDouble() < policy.noise();
            actions[e] = anyAction ? random.nextInt(VectorEnvironment.ACTIONS) : output.actions[e];
        }
        session.drove(actions);
    }

    @Override
    public void close() {
        session.close();
    }
}
