package io.slipstream.app.identify.report;

import io.slipstream.app.identify.IdentifySettings;
import io.slipstream.app.identify.grade.Confusion;
import io.slipstream.app.identify.grade.CourseScore;
import io.slipstream.app.identify.grade.Delay;
import io.slipstream.app.identify.grade.Score;
import io.slipstream.app.identify.grade.Sweep;
import io.slipstream.app.statistics.Interval;
import io.slipstream.monitor.decide.Finding;
import io.slipstream.sim.shift.ShiftLabel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An identification as a map that becomes JSON; keys in camel case, figures that there is no sample for left out. */
public final class IdentifyJson {
    private IdentifyJson() {}

    /** The whole report. */
    public static Map<String, Object> of(IdentifyReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        IdentifySettings settings = report.settings();
        json.put("model", report.model());
        json.put("task", report.task());
        json.put("bank", report.bank());
        json.put("seeds", settings.seeds());
        json.put("scheduleSeeds", settings.scheduleSeeds());
        json.put("environments", settings.environments());
        json.put("before", settings.stepsBefore());
        json.put("after", settings.stepsAfter());
        json.put("seed", settings.seed());
        json.put(
                "sections",
                report.sections().stream().map(IdentifyJson::section).toList());
        json.put("environmentSteps", report.costs().environmentSteps());
        json.put("actingSeconds", report.costs().actingSeconds());
        json.put("statisticsSeconds", report.costs().statisticsSeconds());
        json.put("statisticsShare", report.costs().share());
        json.put("seconds", report.seconds());
        return json;
    }

    private static Map<String, Object> section(Section section) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", section.kind());
        json.put("windowSteps", section.windowSteps());
        json.put("transitions", section.transitions());
        json.put(
                "identifiers",
                section.scores().stream().map(IdentifyJson::score).toList());
        if (!section.thresholdSweep().isEmpty()) {
            json.put("thresholdSweep", points(section.thresholdSweep()));
            json.put("adaWmSweep", points(section.adaWmSweep()));
        }
        return json;
    }

    private static Map<String, Object> score(Score score) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("identifier", score.identifier());
        put(json, "macroF1", score.macroF1());
        json.put("strictMacroF1", score.confusion().strictMacroF1());
        put(json, "falseAlarmRate", score.falseAlarms());
        put(json, "accuracy", score.accuracy());
        Map<String, Double> f1 = new LinkedHashMap<>();
        for (ShiftLabel truth : ShiftLabel.values()) {
            if (truth != ShiftLabel.OBSERVATION) {
                putFinite(f1, truth.name(), score.confusion().f1(truth));
            }
        }
        json.put("f1", f1);
        json.put("confusion", confusion(score.confusion()));
        json.put("delay", delay(score.delay()));
        json.put("courses", score.courses().stream().map(IdentifyJson::course).toList());
        return json;
    }

    private static Map<String, Map<String, Long>> confusion(Confusion confusion) {
        Map<String, Map<String, Long>> rows = new LinkedHashMap<>();
        for (ShiftLabel truth : ShiftLabel.values()) {
            Map<String, Long> row = new LinkedHashMap<>();
            for (Finding finding : Finding.values()) {
                row.put(finding.name(), confusion.count(truth, finding));
            }
            rows.put(truth.name(), row);
        }
        return rows;
    }

    private static Map<String, Object> course(CourseScore course) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("course", course.course());
        json.put("label", course.label().name());
        put(json, "accuracy", course.accuracy());
        json.put("delay", delay(course.delay()));
        return json;
    }

    private static Map<String, Object> delay(Delay delay) {
        Map<String, Double> steps = new LinkedHashMap<>();
        putFinite(steps, "median", delay.median());
        putFinite(steps, "ninetieth", delay.ninetieth());
        Map<String, Object> json = new LinkedHashMap<>(steps);
        json.put("fleets", delay.fleets());
        json.put("never", delay.never());
        return json;
    }

    private static List<Map<String, Object>> points(List<Sweep.Point> points) {
        return points.stream().map(IdentifyJson::point).toList();
    }

    private static Map<String, Object> point(Sweep.Point point) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("setting", point.setting());
        json.put("macroF1", point.macroF1());
        put(json, "falseAlarmRate", point.falseAlarms());
        return json;
    }

    private static void putFinite(Map<String, Double> json, String name, double value) {
        if (Double.isFinite(value)) {
            json.put(name, value);
        }
    }

    private static void put(Map<String, Object> json, String name, Interval figure) {
        if (figure.samples() > 0) {
            json.put(name, figure.value());
            json.put(name + "Interval", new double[] {figure.low(), figure.high()});
        }
    }
}
