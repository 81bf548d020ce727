package io.slipstream.monitor.topology;

import io.slipstream.monitor.canary.CanarySettings;
import io.slipstream.monitor.canary.Ruling;
import io.slipstream.monitor.canary.SequentialTrial;
import io.slipstream.monitor.canary.TrialEpisode;
import io.slipstream.schemas.avro.Trial;
import java.util.HashSet;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Computes a verdict again from the episodes that its record names. They have to be read run by run, in the order of the trial's journal; of
 * what lies in a run, only episodes of the trial count.
 */
public final class VerdictReplay {
    private final Trial recorded;
    private final String fleet;
    private final WireFormat wire;
    private final SequentialTrial trial;
    private final Set<Object> counted = new HashSet<>();
    private Ruling ruling = Ruling.GOES_ON;

    /**
     * @param fleet whose trial
     * @param recorded the trial as a verdict carries it
     * @param settings that it was made with; {@code CanaryConfiguration.recorded} reads them from the record
     * @param wire how episodes travel
     */
    public VerdictReplay(String fleet, Trial recorded, CanarySettings settings, WireFormat wire) {
        this.fleet = fleet;
        this.recorded = recorded;
        this.wire = wire;
        trial = new SequentialTrial(settings);
    }

    /** Takes a record of the episodes topic. */
    public void episode(WindowReplay.Bytes record) {
        ReplayedEvent.read(EventFormat.episodes(wire), record)
                .filter(event -> event.fleet().equals(fleet))
                .filter(event -> event.event() instanceof EpisodeEvent episode && belongs(episode))
                .filter(event -> counted.add(event.event().happening()))
                .ifPresent(event -> take((EpisodeEvent) event.event()));
    }

    private boolean belongs(EpisodeEvent episode) {
        int version = episode.modelVersion();
        return episode.trial() == recorded.getCandidate()
                && (version == recorded.getCandidate() || version == recorded.getIncumbent());
    }

    private void take(EpisodeEvent episode) {
        ruling = trial.take(new TrialEpisode(
                episode.modelVersion() == recorded.getCandidate(),
                episode.success(),
                episode.episodeReturn(),
                episode.meanTtc(),
                episode.shadow()));
    }

    /** What the trial comes to. */
    public Ruling ruling() {
        return ruling;
    }

    /** The evidence for rollback, natural logarithm; the recorded one to the last bit when nothing is missing. */
    public OptionalDouble rollbackEvidence() {
        return trial.candidateEpisodes() + trial.incumbentEpisodes() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(trial.rollbackEvidence());
    }

    /** Episodes of both arms that were found. */
    public long episodes() {
        return trial.candidateEpisodes() + trial.incumbentEpisodes();
    }
}
