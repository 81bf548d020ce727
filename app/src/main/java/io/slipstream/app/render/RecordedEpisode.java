package io.slipstream.app.render;

import io.slipstream.sim.EpisodeMetrics;
import io.slipstream.sim.Scenario;
import java.util.List;
import java.util.Locale;

/**
 * One episode from its first tick to its last, with all that is needed to draw it.
 *
 * @param scenario what was driven
 * @param who drove
 * @param seed of the world
 * @param map the roads
 * @param moments every tick, the state at the start first
 * @param metrics how it went
 */
public record RecordedEpisode(
        Scenario scenario, String who, long seed, RoadMap map, List<Moment> moments, EpisodeMetrics metrics) {
    /** Copies the list. */
    public RecordedEpisode {
        moments = List.copyOf(moments);
    }

    Moment last() {
        return moments.get(moments.size() - 1);
    }

    /** One line about it. */
    public String summary() {
        return String.format(
                Locale.ROOT,
                "%s under %s, seed %d: %s after %.1f s",
                metrics.task(),
                metrics.shift(),
                seed,
                ending(),
                last().seconds());
    }

    /** How it ended, in words. */
    String ending() {
        return switch (metrics.outcome()) {
            case DESTINATION -> "arrived";
            case COLLISION -> "collision";
            case OUT_OF_LANE -> "left the lane";
            case TIME_OUT -> "out of time";
            case SIGNAL -> "ran a red light";
            case STOP -> "ran a stop sign";
        };
    }
}
