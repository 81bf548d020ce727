package io.slipstream.app.pretrain;

import io.slipstream.actor.rollout.Rollout;
import io.slipstream.actor.rollout.Segment;
import io.slipstream.learner.replay.ReplayWindow;
import io.slipstream.sim.VectorEnvironment;
import io.slipstream.sim.driver.ExpertDriver;

/**
 * Puts what a rollout does into a replay window, each step with what the expert would have done in its place (DAgger,
 * arXiv 1011.0686): imitation then learns on the states that the policy itself brings about.
 */
final class AdvisedDriving {
    private final ReplayWindow replay;
    private final VectorEnvironment environment;
    private final ExpertDriver expert;
    private final int[] advised;
    private final byte[][] pending;
    private int filled;

    AdvisedDriving(ReplayWindow replay, VectorEnvironment environment, int segmentLength) {
        this.replay = replay;
        this.environment = environment;
        int count = environment.environments();
        this.expert = new ExpertDriver(count);
        this.advised = new int[count];
        this.pending = new byte[count][segmentLength];
    }

    /** Asks the expert, then lets the rollout act and step. */
    void tick(Rollout rollout) {
        expert.act(environment, advised);
        for (int e = 0; e < advised.length; e++) {
            pending[e][filled] = (byte) advised[e];
        }
        filled = (filled + 1) % pending[0].length;
        rollout.tick();
    }

    /** Takes a finished segment; all environments finish theirs at the same tick. */
    void segment(Segment segment) {
        byte[] flags = new byte[segment.length()];
        for (int t = 0; t < flags.length; t++) {
            flags[t] = Advice.attach(segment.flags()[t], pending[segment.environment()][t]);
        }
        replay.append(
                "policy" + segment.environment(),
                segment.length(),
                segment.observations(),
                segment.actions(),
                segment.rewards(),
                flags);
    }
}
