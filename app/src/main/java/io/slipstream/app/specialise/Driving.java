package io.slipstream.app.specialise;

import io.slipstream.actor.rollout.FinishedEpisode;
import io.slipstream.actor.rollout.Rollout;
import io.slipstream.actor.rollout.Segment;
import io.slipstream.learner.replay.ReplayWindow;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.acting.ActingSession;
import io.slipstream.sim.DrivingEnvironment;
import io.slipstream.sim.Scenario;
import java.util.Arrays;
import java.util.List;

/** A model's driving on a pool of scenarios, into a replay window. */
final class Driving implements AutoCloseable {
    private static final int SEGMENT = 32;
    private static final int RECENT = 300;

    private final ReplayWindow replay;
    private final int observationSize;
    private final ActingSession session;
    private final Rollout rollout;
    private int version = 1;
    private int episodes;
    private double success;

    Driving(ModelWeights weights, List<Scenario> pool, int environments, ReplayWindow replay, long seed) {
        this.replay = replay;
        observationSize = weights.spec().observationSize();
        session = new ActingSession(weights, environments, seed);
        rollout = new Rollout(
                new DrivingEnvironment(pool, environments, seed),
                session,
                weights.spec(),
                SEGMENT,
                this::keep,
                this::count);
    }

    void tick() {
        rollout.tick();
    }

    /** Whether the next tick begins a segment: only there does another version come into use. */
    boolean atBorder() {
        return rollout.atBorder();
    }

    void swap(ModelWeights weights) {
        rollout.swap(++version, weights);
    }

    /** Running share of episodes that reached their destination. */
    double success() {
        return success;
    }

    private void keep(Segment segment) {
        int length = segment.length();
        replay.append(
                "e" + segment.environment(),
                length,
                Arrays.copyOf(segment.observations(), length * observationSize),
                segment.actions(),
                Arrays.copyOf(segment.rewards(), length),
                Arrays.copyOf(segment.flags(), length));
    }

    private void count(FinishedEpisode episode) {
        double reached = episode.report().success() ? 1 : 0;
        episodes = Math.min(RECENT, episodes + 1);
        success += (reached - success) / episodes;
    }

    @Override
    public void close() {
        session.close();
    }
}
