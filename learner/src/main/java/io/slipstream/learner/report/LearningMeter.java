package io.slipstream.learner.report;

import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.LearningReport;
import java.time.Clock;
import java.time.Duration;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Gathers what happened between two reports and makes the report when it is due. Owned by one thread. */
public final class LearningMeter {
    private final String fleet;
    private final long intervalNanos;
    private final LongSupplier nanoClock;
    private final Clock clock;
    private final Map<String, DoubleSummaryStatistics> lossSums = new HashMap<>();
    private long since;
    private int updates;
    private long lagSum;
    private long lagCount;

    /**
     * @param fleet fleet name
     * @param interval between two reports
     * @param nanoClock monotonic time, ns
     * @param clock wall clock of the reports
     */
    public LearningMeter(String fleet, Duration interval, LongSupplier nanoClock, Clock clock) {
        this.fleet = fleet;
        this.intervalNanos = interval.toNanos();
        this.nanoClock = nanoClock;
        this.clock = clock;
        since = nanoClock.getAsLong();
    }

    /** Takes note of an update. */
    public void updated(Map<String, Double> losses) {
        updates++;
        losses.forEach((name, value) -> lossSums.computeIfAbsent(name, any -> new DoubleSummaryStatistics())
                .accept(value));
    }

    /**
     * Takes note of a segment taken in.
     *
     * @param lag versions between the one that acted and the newest
     */
    public void collected(int lag) {
        lagSum += Math.max(0, lag);
        lagCount++;
    }

    /**
     * The report, if it is due.
     *
     * @param progress totals
     * @param component what is being trained
     */
    public Optional<LearningReport> due(Progress progress, Component component) {
        long now = nanoClock.getAsLong();
        if (now - since < intervalNanos) {
            return Optional.empty();
        }
        double seconds = (now - since) / 1e9;
        Map<String, Double> losses = new HashMap<>();
        // Not every update has every loss.
        lossSums.forEach((name, values) -> losses.put(name, values.getAverage()));
        LearningReport report = LearningReport.newBuilder()
                .setFleet(fleet)
                .setModelVersion(progress.modelVersion())
                .setComponent(component)
                .setUpdates(progress.updates())
                .setEnvironmentSteps(progress.environmentSteps())
                .setUpdatesPerSecond(updates / seconds)
                .setPolicyLag(lagCount == 0 ? 0 : (double) lagSum / lagCount)
                .setReplayRatio(
                        progress.environmentSteps() == 0
                                ? 0
                                : (double) progress.trainedSteps() / progress.environmentSteps())
                .setReplaySteps(progress.replaySteps())
                .setLosses(losses)
                .setActiveUnits(null)
                .setBehind(progress.behind())
                .setDiscarded(progress.discarded())
                .setWithheld(progress.withheld())
                .setGuarded(progress.guarded())
                .setCreatedAt(clock.instant())
                .build();
        begin(now);
        return Optional.of(report);
    }

    private void begin(long now) {
        since = now;
        updates = 0;
        lagSum = 0;
        lagCount = 0;
        lossSums.clear();
    }
}
