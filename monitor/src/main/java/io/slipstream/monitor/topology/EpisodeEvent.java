package io.slipstream.monitor.topology;

import io.slipstream.monitor.canary.TrialEpisode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How one episode ended.
 *
 * @param episodeReturn undiscounted sum of rewards
 * @param success whether it reached the destination
 * @param meanTtc mean time to collision in s, empty when no car came near
 * @param trial candidate whose trial held from the first step to the last, 0 for none
 * @param shadow what a candidate that looked on made of it
 */
record EpisodeEvent(
        Source source,
        String environment,
        String task,
        int modelVersion,
        long age,
        double episodeReturn,
        boolean success,
        OptionalDouble meanTtc,
        int trial,
        Optional<TrialEpisode.Shadow> shadow)
        implements FleetEvent {
    @Override
    public Object happening() {
        return List.of(environment, modelVersion, age, episodeReturn, success);
    }
}
