package io.slipstream.sim.world;

import io.slipstream.sim.EpisodeMetrics;
import io.slipstream.sim.Outcome;
import io.slipstream.sim.Scenario;
import java.util.OptionalDouble;

/** Makes an episode's metrics of its sums. */
final class Metrics {
    private Metrics() {}

    static EpisodeMetrics of(State state, int e, Outcome outcome) {
        Scenario scenario = state.scenario[e].scenario;
        int steps = state.tick[e];
        double completion = completion(state, e, outcome);
        return new EpisodeMetrics(
                scenario.task().id(),
                scenario.shift().id(),
                steps,
                state.sumReward[e],
                outcome,
                completion,
                completion * penalty(outcome),
                state.sumSpeed[e] / steps,
                mean(state.ttcSum[e], state.ttcTicks[e]),
                smallest(state.ttcMin[e]),
                mean(state.laneTtcSum[e], state.laneTtcTicks[e]),
                smallest(state.laneTtcMin[e]),
                (double) state.ttcLow[e] / steps,
                (double) state.comfortable[e] / steps);
    }

    private static OptionalDouble mean(double sum, int ticks) {
        return ticks == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / ticks);
    }

    private static OptionalDouble smallest(double time) {
        return time < Boxes.NEVER ? OptionalDouble.of(time) : OptionalDouble.empty();
    }

    private static double completion(State state, int e, Outcome outcome) {
        if (outcome == Outcome.DESTINATION) {
            return 1;
        }
        return Math.max(0, Math.min(1, state.bestProgress[e] / state.scenario[e].task.route.length()));
    }

    /** The factors of the CARLA leaderboard; leaving the lane counts as hitting what stands beside it. */
    private static double penalty(Outcome outcome) {
        return switch (outcome) {
            case DESTINATION -> 1;
            case COLLISION -> 0.60;
            case OUT_OF_LANE -> 0.65;
            case TIME_OUT -> 0.70;
            case SIGNAL -> 0.70;
            case STOP -> 0.80;
        };
    }
}
