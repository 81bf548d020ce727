package io.slipstream.sim;

import io.slipstream.environment.Conditions;
import io.slipstream.environment.EpisodeReport;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** The metrics of driving under the names that they have in an episode's report. */
public final class DrivingReport {
    /** Share of the route driven, [0, 1]. */
    public static final String ROUTE_COMPLETION = "routeCompletion";
    /** Route completion times the penalties, [0, 1]. */
    public static final String DRIVING_SCORE = "drivingScore";
    /** m/s. */
    public static final String MEAN_SPEED = "meanSpeed";
    /** s; absent when no car came near. */
    public static final String MEAN_TTC = "meanTtc";
    /** s; absent when no car came near. */
    public static final String MIN_TTC = "minTtc";
    /** CarDreamer's, s; absent when there was no car ahead. */
    public static final String MEAN_LANE_TTC = "meanLaneTtc";
    /** CarDreamer's, s; absent when there was no car ahead. */
    public static final String MIN_LANE_TTC = "minLaneTtc";
    /** Share of ticks under 1.5 s. */
    public static final String LOW_TTC_SHARE = "lowTtcShare";
    /** Share of ticks within the comfort limits. */
    public static final String COMFORT = "comfort";

    private DrivingReport() {}

    /** The report of an episode that was held under these conditions. */
    public static EpisodeReport of(EpisodeMetrics metrics, Conditions conditions) {
        Map<String, Double> named = new TreeMap<>();
        named.put(ROUTE_COMPLETION, metrics.routeCompletion());
        named.put(DRIVING_SCORE, metrics.drivingScore());
        named.put(MEAN_SPEED, metrics.meanSpeed());
        put(named, MEAN_TTC, metrics.meanTtc());
        put(named, MIN_TTC, metrics.minTtc());
        put(named, MEAN_LANE_TTC, metrics.meanLaneTtc());
        put(named, MIN_LANE_TTC, metrics.minLaneTtc());
        named.put(LOW_TTC_SHARE, metrics.lowTtcShare());
        named.put(COMFORT, metrics.comfort());
        return new EpisodeReport(
                conditions,
                metrics.steps(),
                metrics.episodeReturn(),
                metrics.outcome().success(),
                metrics.outcome().name(),
                metrics.outcome().terminal(),
                named);
    }

    private static void put(Map<String, Double> named, String name, OptionalDouble value) {
        value.ifPresent(present -> named.put(name, present));
    }
}
