package io.slipstream.monitor.topology;

import java.util.OptionalDouble;

/**
 * How one episode ended.
 *
 * @param episodeReturn undiscounted sum of rewards
 * @param success whether it reached the destination
 * @param meanTtc mean time to collision in s, empty when no car came near
 */
record EpisodeEvent(
        Source source,
        String environment,
        String task,
        int modelVersion,
        long age,
        double episodeReturn,
        boolean success,
        OptionalDouble meanTtc)
        implements FleetEvent {}
