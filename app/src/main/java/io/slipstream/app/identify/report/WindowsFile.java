package io.slipstream.app.identify.report;

import io.slipstream.app.identify.grade.GradedWindow;
import io.slipstream.monitor.decide.Finding;
import io.slipstream.monitor.mismatch.Reading;
import io.slipstream.sim.shift.ShiftLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Every window as a line of CSV: what it was, value, level and threshold of every signal, then what was found. The truth of a transition
 * is {@code TRANSITION}; what a window says nothing about, and a threshold that was never calibrated, is empty.
 */
public final class WindowsFile {
    private final List<GradedWindow> windows;
    private final List<String> signals;
    private final List<String> identifiers;

    /** Over windows of any sizes and courses. */
    public WindowsFile(List<GradedWindow> windows) {
        this.windows = List.copyOf(windows);
        TreeSet<String> names = new TreeSet<>();
        TreeSet<String> judges = new TreeSet<>();
        for (GradedWindow window : windows) {
            names.addAll(readings(window).keySet());
            judges.addAll(window.window().findings().keySet());
        }
        signals = List.copyOf(names);
        identifiers = List.copyOf(judges);
    }

    /** The lines, the heading first. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        List<String> heading = new ArrayList<>(List.of("scenario", "seed", "window", "truth"));
        signals.forEach(signal -> heading.addAll(List.of(signal, signal + ".level", signal + ".threshold")));
        heading.addAll(List.of("windowSteps", "fromStep", "toStep", "episodes"));
        identifiers.forEach(identifier -> heading.add("finding." + identifier));
        lines.add(String.join(",", heading));
        windows.forEach(window -> lines.add(String.join(",", line(window))));
        return lines;
    }

    private List<String> line(GradedWindow window) {
        List<String> cells = new ArrayList<>();
        cells.add(window.fleet().course());
        cells.add(String.valueOf(window.fleet().seed()));
        cells.add(String.valueOf(window.window().index()));
        cells.add(window.truth().map(ShiftLabel::name).orElse("TRANSITION"));
        Map<String, Reading> readings = readings(window);
        for (String signal : signals) {
            Reading reading = readings.get(signal);
            cells.add(reading == null ? "" : String.valueOf(reading.value()));
            cells.add(reading == null ? "" : String.valueOf(reading.level()));
            cells.add(reading == null ? "" : threshold(reading.threshold()));
        }
        cells.add(String.valueOf(window.fleet().windowSteps()));
        cells.add(String.valueOf(window.window().fromStep()));
        cells.add(String.valueOf(window.window().toStep()));
        cells.add(String.valueOf(window.window().readings().episodes()));
        identifiers.forEach(identifier ->
                cells.add(String.valueOf(window.window().findings().getOrDefault(identifier, Finding.NONE))));
        return cells;
    }

    private static String threshold(double threshold) {
        return Math.abs(threshold) == Double.MAX_VALUE ? "" : String.valueOf(threshold);
    }

    private static Map<String, Reading> readings(GradedWindow window) {
        Map<String, Reading> readings = new TreeMap<>(window.window().readings().signals());
        Reading dynamics = window.window().readings().dynamics();
        Reading policy = window.window().readings().policy();
        readings.put(dynamics.signal(), dynamics);
        readings.put(policy.signal(), policy);
        return readings;
    }
}
