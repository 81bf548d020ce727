package io.slipstream.app.canary;

import io.slipstream.app.evaluate.Pilot;
import io.slipstream.model.acting.ActingSession;
import io.slipstream.sim.StepOutput;
import io.slipstream.sim.VectorEnvironment;
import java.util.SplittableRandom;

/** Drives with a policy, sampled, and at some steps at random. */
final class NoisyPilot implements Pilot {
    private final StudiedPolicy policy;
    private final ActingSession session;
    private final SplittableRandom random;

    NoisyPilot(StudiedPolicy policy, int environments, long seed) {
        this.policy = policy;
        session = new ActingSession(policy.weights(), environments, seed);
        random = new SplittableRandom(seed);
    }

    @Override
    public void act(VectorEnvironment environment, StepOutput latest, int[] actions) {
        session.choose(latest.observations, latest.flags, false, actions);
        for (int e = 0; e < actions.length; e++) {
            if (policy.noise() > 0 && random.nextDouble() < policy.noise()) {
                actions[e] = random.nextInt(VectorEnvironment.ACTIONS);
            }
        }
        session.drove(actions);
    }

    @Override
    public void close() {
        session.close();
    }
}
