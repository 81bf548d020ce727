package io.slipstream.app.pretrain;

import io.slipstream.actor.rollout.Rollout;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.acting.ActingSession;
import io.slipstream.sim.EpisodeMetrics;
import io.slipstream.sim.Outcome;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.VectorEnvironment;
import java.util.ArrayList;
import java.util.List;

/** Drives a policy, with sampled actions, for a number of episodes that is fixed beforehand in every environment. */
public final class PolicyTrial {
    private static final int ENVIRONMENTS = 100;

    private PolicyTrial() {}

    /**
     * The first episodes of every environment, so that short episodes are not counted more often than long ones.
     *
     * @param weights adapters merged
     * @param pool scenarios to draw from
     * @param episodes rounded up to a multiple of the environments
     * @param seed of worlds and actions; use seeds that training has not seen
     */
    public static List<EpisodeMetrics> run(ModelWeights weights, List<Scenario> pool, int episodes, long seed) {
        int environments = Math.min(ENVIRONMENTS, episodes);
        int each = (episodes + environments - 1) / environments;
        List<EpisodeMetrics> ended = new ArrayList<>();
        int[] counted = new int[environments];
        try (ActingSession session = new ActingSession(weights, environments, seed)) {
            Rollout rollout = new Rollout(
                    new VectorEnvironment(pool, environments, seed),
                    session,
                    weights.spec(),
                    32,
                    segment -> {},
                    episode -> {
                        if (counted[episode.environment()]++ < each) {
                            ended.add(episode.metrics());
                        }
                    });
            while (ended.size() < environments * each) {
                rollout.tick();
            }
        }
        return ended;
    }

    /** Share of these episodes with that outcome. */
    public static double share(List<EpisodeMetrics> episodes, Outcome outcome) {
        return episodes.stream().filter(episode -> episode.outcome() == outcome).count() / (double) episodes.size();
    }
}
