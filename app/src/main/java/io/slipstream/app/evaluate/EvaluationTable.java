package io.slipstream.app.evaluate;

import io.slipstream.app.statistics.Interval;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Lays an evaluation out for people (a table) and for machines (a map that becomes JSON). */
public final class EvaluationTable {
    private EvaluationTable() {}

    /** A table of all figures with their intervals. */
    public static String text(EvaluationSummary summary) {
        return text(figures(summary));
    }

    /** A table of any figures with their intervals. */
    public static String text(Map<String, Interval> figures) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "%-24s %10s   %s%n", "", "value", "95 % interval"));
        figures.forEach((label, interval) -> text.append(line(label, interval)));
        return text.toString();
    }

    private static String line(String label, Interval figure) {
        if (figure.samples() == 0) {
            return String.format(Locale.ROOT, "%-24s %10s   no sample%n", label, "-");
        }
        return String.format(
                Locale.ROOT, "%-24s %10.3f   [%.3f, %.3f]%n", label, figure.value(), figure.low(), figure.high());
    }

    private static Map<String, Interval> figures(EvaluationSummary summary) {
        Map<String, Interval> figures = new LinkedHashMap<>();
        figures.put("success", summary.success());
        figures.put("collision", summary.collision());
        figures.put("out of lane", summary.outOfLane());
        figures.put("time-out", summary.timeOut());
        // Only tasks that have lights or a sign have figures about them.
        if (summary.signal().samples() > 0) {
            figures.put("red light run", summary.signal());
        }
        if (summary.stop().samples() > 0) {
            figures.put("stop sign run", summary.stop());
        }
        figures.put("return", summary.episodeReturn());
        figures.put("TTC, mean [s]", summary.meanTtc());
        figures.put("TTC, smallest [s]", summary.minTtc());
        figures.put("lane TTC, mean [s]", summary.meanLaneTtc());
        figures.put("lane TTC, smallest [s]", summary.minLaneTtc());
        figures.put("ticks with TTC < 1.5 s", summary.lowTtcShare());
        figures.put("driving score", summary.drivingScore());
        figures.put("route completion", summary.routeCompletion());
        figures.put("mean speed [m/s]", summary.meanSpeed());
        figures.put("comfort", summary.comfort());
        figures.put("ticks an episode", summary.steps());
        return figures;
    }

    /** Keys in camel case; {@code <figure>} holds the value and {@code <figure>Interval} the ends of its interval. */
    public static Map<String, Object> json(EvaluationSummary summary) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("episodes", summary.episodes());
        put(json, "successRate", summary.success());
        put(json, "collisionRate", summary.collision());
        put(json, "outOfLaneRate", summary.outOfLane());
        put(json, "timeOutRate", summary.timeOut());
        put(json, "signalRate", summary.signal());
        put(json, "stopRate", summary.stop());
        put(json, "meanReturn", summary.episodeReturn());
        put(json, "meanTtc", summary.meanTtc());
        put(json, "minTtcMean", summary.minTtc());
        put(json, "meanLaneTtc", summary.meanLaneTtc());
        put(json, "minLaneTtcMean", summary.minLaneTtc());
        put(json, "lowTtcShare", summary.lowTtcShare());
        put(json, "drivingScore", summary.drivingScore());
        put(json, "routeCompletion", summary.routeCompletion());
        put(json, "meanSpeed", summary.meanSpeed());
        put(json, "comfort", summary.comfort());
        put(json, "meanSteps", summary.steps());
        return json;
    }

    private static void put(Map<String, Object> json, String name, Interval figure) {
        if (figure.samples() > 0) {
            json.put(name, figure.value());
            json.put(name + "Interval", new double[] {figure.low(), figure.high()});
        }
    }
}
