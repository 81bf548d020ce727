package io.slipstream.sim;

import java.util.OptionalDouble;

/**
 * What is worth knowing of one finished episode.
 *
 * @param task id of the task driven
 * @param shift id of the shift it was driven under
 * @param steps ticks of 0.1 s
 * @param episodeReturn undiscounted sum of rewards
 * @param outcome how it ended
 * @param routeCompletion share of the route driven, [0, 1]
 * @param drivingScore route completion times the penalties of what went wrong, [0, 1]
 * @param meanSpeed m/s
 * @param meanTtc mean time to first contact of the two boxes at constant velocity, in s, over the ticks that had one below 10 s; absent when none had
 * @param minTtc smallest of them in s; absent as above
 * @param meanLaneTtc CarDreamer's time to collision in s (distance by relative speed to the nearest car in time ahead in the own lane),
 *     mean over the ticks that had one below 100 s; absent when none had, where CarDreamer counts 0
 * @param minLaneTtc smallest of them in s; absent as above
 * @param lowTtcShare share of ticks with a time to first contact under 1.5 s
 * @param comfort share of ticks within the comfort limits of acceleration and jerk
 */
public record EpisodeMetrics(
        String task,
        String shift,
        int steps,
        double episodeReturn,
        Outcome outcome,
        double routeCompletion,
        double drivingScore,
        double meanSpeed,
        OptionalDouble meanTtc,
        OptionalDouble minTtc,
        OptionalDouble meanLaneTtc,
        OptionalDouble minLaneTtc,
        double lowTtcShare,
        double comfort) {}
