package io.slipstream.app.calibrate;

import io.slipstream.actor.rollout.Rollout;
import io.slipstream.actor.rollout.Segment;
import io.slipstream.environment.Environment;
import io.slipstream.learner.replay.ReplayWindow;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.acting.ActingSession;
import java.util.Arrays;

/** The model's own driving, into a replay window. */
final class FamiliarDriving {
    /** Environments that it wants. */
    static final int ENVIRONMENTS = 64;

    private static final int SEGMENT = 32;

    private final ModelWeights weights;
    private final ReplayWindow into;

    FamiliarDriving(ModelWeights weights, ReplayWindow into) {
        this.weights = weights;
        this.into = into;
    }

    /** Drives about {@code steps} steps in environments; streams carry the name. */
    void drive(String name, Environment environment, int steps, long seed) {
        try (ActingSession session = new ActingSession(weights, ENVIRONMENTS, seed)) {
            Rollout rollout = new Rollout(
                    environment, session, weights.spec(), SEGMENT, segment -> append(name, segment), episode -> {});
            while (rollout.steps() < steps) {
                rollout.tick();
            }
        }
    }

    private void append(String name, Segment segment) {
        int length = segment.length();
        into.append(
                name + segment.environment(),
                length,
                Arrays.copyOf(segment.observations(), length * weights.spec().observationSize()),
                segment.actions(),
                Arrays.copyOf(segment.rewards(), length),
                Arrays.copyOf(segment.flags(), length));
    }
}
