package io.slipstream.app.identify.grade;

import io.slipstream.app.identify.FleetHistory;
import io.slipstream.app.identify.JudgedWindow;
import io.slipstream.app.statistics.Interval;
import io.slipstream.monitor.decide.Finding;
import io.slipstream.sim.shift.ShiftLabel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Grades identifiers on the windows that all of them judged. */
public final class Grader {
    private final Truth truth;
    private final List<FleetHistory> fleets;
    private final List<GradedWindow> windows;

    /** Asks the truth about every window once. */
    public Grader(Truth truth, List<FleetHistory> fleets) {
        this.truth = truth;
        this.fleets = List.copyOf(fleets);
        windows = fleets.stream().flatMap(fleet -> truth.grade(fleet).stream()).toList();
    }

    /** All windows with the truth about them, transitions too. */
    public List<GradedWindow> windows() {
        return windows;
    }

    /** How one identifier did. */
    public Score score(String identifier) {
        Map<Integer, Confusion> bySeed = new TreeMap<>();
        for (GradedWindow window : windows) {
            window.truth()
                    .ifPresent(label -> bySeed.computeIfAbsent(window.fleet().seed(), seed -> new Confusion())
                            .add(label, window.finding(identifier)));
        }
        Confusion all = Confusion.sum(bySeed.values());
        return new Score(
                identifier,
                all,
                SeedBootstrap.macroF1(bySeed.values()),
                Interval.ofShare((int) all.falseAlarms(), (int) all.total(ShiftLabel.NONE)),
                Interval.ofShare((int) all.right(), (int) all.total()),
                delay(identifier, fleets),
                courses(identifier));
    }

    private List<CourseScore> courses(String identifier) {
        Map<String, List<FleetHistory>> byCourse = new LinkedHashMap<>();
        fleets.forEach(fleet -> byCourse.computeIfAbsent(fleet.course(), name -> new ArrayList<>())
                .add(fleet));
        List<CourseScore> scores = new ArrayList<>();
        byCourse.forEach((course, driven) -> scores.add(new CourseScore(
                course, truth.of(driven.get(0)), accuracy(identifier, course), delay(identifier, driven))));
        return scores;
    }

    private Interval accuracy(String identifier, String course) {
        int right = 0;
        int total = 0;
        for (GradedWindow window : windows) {
            if (window.fleet().course().equals(course) && window.truth().isPresent() && counts(window)) {
                total++;
                right += Confusion.isRight(window.truth().get(), window.finding(identifier)) ? 1 : 0;
            }
        }
        return Interval.ofShare(right, total);
    }

    /** On a course with a shift its windows before count for the matrix, but say nothing about how well that shift is known. */
    private boolean counts(GradedWindow window) {
        OptionalLong shifted = truth.firstShifted(window.fleet());
        return shifted.isEmpty() || window.window().toStep() > shifted.getAsLong();
    }

    private Delay delay(String identifier, List<FleetHistory> driven) {
        List<OptionalLong> delays = new ArrayList<>();
        for (FleetHistory fleet : driven) {
            OptionalLong shifted = truth.firstShifted(fleet);
            shifted.ifPresent(step -> delays.add(delay(identifier, fleet, step)));
        }
        return Delay.of(delays);
    }

    private static OptionalLong delay(String identifier, FleetHistory fleet, long shifted) {
        return fleet.windows().stream()
                .filter(window -> window.toStep() > shifted)
                .filter(window -> window.findings().get(identifier) != Finding.NONE)
                .mapToLong(JudgedWindow::toStep)
                .map(end -> end - shifted)
                .findFirst();
    }
}
