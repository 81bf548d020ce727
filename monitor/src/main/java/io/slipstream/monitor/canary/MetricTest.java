package io.slipstream.monitor.canary;

/**
 * The sequential test of one metric; a value. Episodes are compared in pairs of what came in both arms at the same time, so that a world
 * that changes meanwhile changes both sides of a comparison: x = mean of the candidate - mean of the incumbent, in [-1, 1]. Two e-processes
 * bet on x: that the candidate is not worse by the margin (for promotion), and that it is worse than the tolerance (for rollback).
 *
 * @param candidate all episodes of the candidate that have the metric, in its own unit
 * @param incumbent the same of the incumbent
 * @param waitingCandidate episodes of the candidate that no pair has yet, scaled
 * @param waitingIncumbent the same of the incumbent
 * @param promotion against: worse by the margin or more
 * @param rollback against: worse by no more than the tolerance
 */
record MetricTest(
        Arm candidate, Arm incumbent, Arm waitingCandidate, Arm waitingIncumbent, Betting promotion, Betting rollback) {

    static MetricTest initial() {
        return new MetricTest(Arm.EMPTY, Arm.EMPTY, Arm.EMPTY, Arm.EMPTY, Betting.initial(), Betting.initial());
    }

    MetricTest with(Metric metric, boolean ofCandidate, double value) {
        double scaled = metric.scaled(value);
        MetricTest taken = ofCandidate
                ? new MetricTest(
                        candidate.with(value),
                        incumbent,
                        waitingCandidate.with(scaled),
                        waitingIncumbent,
                        promotion,
                        rollback)
                : new MetricTest(
                        candidate,
                        incumbent.with(value),
                        waitingCandidate,
                        waitingIncumbent.with(scaled),
                        promotion,
                        rollback);
        return taken.paired() ? taken.bet(metric) : taken;
    }

    private boolean paired() {
        return waitingCandidate.episodes() > 0 && waitingIncumbent.episodes() > 0;
    }

    private MetricTest bet(Metric metric) {
        double x = waitingCandidate.mean() - waitingIncumbent.mean();
        double margin = metric.share(metric.margin());
        double tolerance = metric.share(metric.tolerance());
        return new MetricTest(
                candidate,
                incumbent,
                Arm.EMPTY,
                Arm.EMPTY,
                promotion.bet(x + margin, 1 - margin),
                rollback.bet(-x - tolerance, 1 + tolerance));
    }
}
