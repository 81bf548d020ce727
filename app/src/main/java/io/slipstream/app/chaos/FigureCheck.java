package io.slipstream.app.chaos;

import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.LearningReport;
import io.slipstream.schemas.avro.MismatchReport;
import java.time.Instant;
import java.util.List;

/** Decisions, windows and totals, in the order of the log. Owned by one thread. */
final class FigureCheck {
    private final Invariant decisions = new Invariant("every decision comes exactly once, numbered without a gap");
    private final Invariant windows =
            new Invariant("every window comes exactly once, and its steps go on from the one before");
    private final Invariant totals =
            new Invariant("the learner's totals never go back, but to its checkpoint when it was killed");
    private final List<Instant> learnerStarts;
    private long nextDecision = 1;
    private long nextWindow;
    private long nextStep;
    private long updates;
    private long steps;
    private Instant last = Instant.MIN;

    /** @param learnerStarts when lives of the learner began */
    FigureCheck(List<Instant> learnerStarts) {
        this.learnerStarts = List.copyOf(learnerStarts);
    }

    void decision(FinetuneDecision decision) {
        decisions.check(decision.getId() == nextDecision, "decision %d in place of %d", decision.getId(), nextDecision);
        nextDecision = decision.getId() + 1;
    }

    void window(MismatchReport report) {
        windows.check(
                report.getWindow() == nextWindow && report.getFromStep() >= nextStep && report.getToStep() > nextStep,
                "window %d from step %d to %d in place of window %d from step %d on",
                report.getWindow(),
                report.getFromStep(),
                report.getToStep(),
                nextWindow,
                nextStep);
        nextWindow = report.getWindow() + 1;
        nextStep = Math.max(nextStep, report.getToStep());
    }

    void learning(LearningReport report) {
        Instant before = last;
        boolean restarted = learnerStarts.stream()
                .anyMatch(start -> start.isAfter(before) && start.isBefore(report.getCreatedAt()));
        totals.check(
                restarted || (report.getUpdates() >= updates && report.getEnvironmentSteps() >= steps),
                "%d updates on %d steps after %d on %d",
                report.getUpdates(),
                report.getEnvironmentSteps(),
                updates,
                steps);
        updates = report.getUpdates();
        steps = report.getEnvironmentSteps();
        last = report.getCreatedAt();
    }

    /** Decisions so far. */
    long decisions() {
        return nextDecision - 1;
    }

    /** Windows so far. */
    long windows() {
        return nextWindow;
    }

    /** Updates of the last report. */
    long updates() {
        return updates;
    }

    List<Invariant.Result> results() {
        return List.of(decisions.result(), windows.result());
    }

    /** Of the learner's totals. */
    Invariant.Result totals() {
        return totals.result();
    }
}
