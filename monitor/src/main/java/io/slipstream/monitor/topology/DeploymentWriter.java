package io.slipstream.monitor.topology;

import io.slipstream.monitor.canary.Announcement;
import io.slipstream.monitor.canary.CanarySettings;
import io.slipstream.monitor.canary.TrialReadings;
import io.slipstream.schemas.avro.Deployment;
import io.slipstream.schemas.avro.OffsetRange;
import io.slipstream.schemas.avro.Trial;
import io.slipstream.schemas.avro.TrialMetric;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes down what the judge tells a fleet, with everything it rests on. */
final class DeploymentWriter {
    private final CanarySettings settings;

    DeploymentWriter(CanarySettings settings) {
        this.settings = settings;
    }

    /**
     * The record of an announcement.
     *
     * @param episodes episodes of the trial in the order in which the judge took them; a trial that goes on lists none
     */
    Deployment write(String fleet, Announcement told, List<FleetEvent> episodes, long now) {
        Integer candidate = told.trial().map(trial -> trial.candidate()).orElse(null);
        return Deployment.newBuilder()
                .setFleet(fleet)
                .setIncumbent(told.incumbent())
                .setCandidate(told.open() ? candidate : null)
                .setCanaryShare(told.open() ? settings.share() : 0)
                .setState(told.state())
                .setVerdict(told.verdict())
                .setReason(told.reason())
                .setCommand(told.command().orElse(null))
                .setTrial(told.trial()
                        .map(trial -> trial(TrialReadings.of(trial, settings), told, episodes))
                        .orElse(null))
                .setCreatedAt(Instant.ofEpochMilli(now))
                .build();
    }

    private Trial trial(TrialReadings trial, Announcement told, List<FleetEvent> episodes) {
        return Trial.newBuilder()
                .setIncumbent(told.against())
                .setCandidate(trial.candidate())
                .setCandidateEpisodes(trial.candidateEpisodes())
                .setIncumbentEpisodes(trial.incumbentEpisodes())
                .setCandidateSteps(trial.candidateSteps())
                .setFleetSteps(trial.fleetSteps())
                .setMetrics(
                        trial.metrics().stream().map(DeploymentWriter::metric).toList())
                .setPromotionLevel(settings.promotionLevel())
                .setRollbackEvidence(trial.rollbackEvidence())
                .setRollbackLevel(settings.rollbackLevel())
                .setOffsets(OffsetRanges.of(episodes))
                .setJournal(runs(episodes))
                .setSettings(settings.told())
                .build();
    }

    private static TrialMetric metric(TrialReadings.OfMetric metric) {
        return TrialMetric.newBuilder()
                .setMetric(metric.metric())
                .setCandidateEpisodes(metric.candidateEpisodes())
                .setIncumbentEpisodes(metric.incumbentEpisodes())
                .setCandidateMean(metric.candidateMean())
                .setIncumbentMean(metric.incumbentMean())
                .setMargin(metric.margin())
                .setTolerance(metric.tolerance())
                .setPromotionEvidence(metric.promotionEvidence())
                .setRollbackEvidence(metric.rollbackEvidence())
                .build();
    }

    /** Consecutive episodes of one partition are one run. */
    private static List<OffsetRange> runs(List<FleetEvent> episodes) {
        List<OffsetRange> runs = new ArrayList<>();
        for (FleetEvent episode : episodes) {
            Source source = episode.source();
            OffsetRange last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
            if (last != null
                    && last.getTopic().equals(source.topic())
                    && last.getPartition() == source.partition()
                    && last.getTo() <= source.offset()) {
                runs.set(runs.size() - 1, range(source, last.getFrom()));
            } else {
                runs.add(range(source, source.offset()));
            }
        }
        return runs;
    }

    private static OffsetRange range(Source to, long from) {
        return new OffsetRange(to.topic(), to.partition(), from, to.offset() + 1);
    }
}
