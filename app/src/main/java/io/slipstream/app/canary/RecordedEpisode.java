package io.slipstream.app.canary;

import io.slipstream.monitor.canary.TrialEpisode;
import io.slipstream.sim.EpisodeMetrics;
import io.slipstream.sim.Outcome;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a trial sees of an episode that was driven.
 *
 * @param success whether it reached the destination
 * @param episodeReturn undiscounted sum of rewards
 * @param meanTtc s, null when no car came near
 * @param steps ticks it took
 */
record RecordedEpisode(
        boolean success, double episodeReturn, @Nullable Double meanTtc, int steps) {
    static RecordedEpisode of(EpisodeMetrics metrics) {
        return new RecordedEpisode(
                metrics.outcome() == Outcome.DESTINATION,
                metrics.episodeReturn(),
                metrics.meanTtc().isPresent() ? metrics.meanTtc().getAsDouble() : null,
                metrics.steps());
    }

    TrialEpisode of(boolean candidate) {
        return new TrialEpisode(
                candidate,
                success,
                episodeReturn,
                meanTtc == null ? OptionalDouble.empty() : OptionalDouble.of(meanTtc),
                Optional.empty());
    }
}
