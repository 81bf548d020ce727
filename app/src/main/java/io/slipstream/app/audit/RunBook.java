package io.slipstream.app.audit;

import io.slipstream.learner.ingest.ReplayFeed;
import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.EpisodeSummary;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.GroundTruth;
import io.slipstream.schemas.avro.MismatchReport;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.Outcome;
import io.slipstream.schemas.avro.TransitionSegment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The books of one fleet, kept from its records alone; one thread writes and reads them. */
public final class RunBook {
    private final String fleet;
    private final SequenceBook sequences = new SequenceBook();
    private final Timeline timeline = new Timeline();
    private final TreeMap<Integer, StageBook> stages = new TreeMap<>();
    private final TreeMap<Long, FinetuneDecision> decisions = new TreeMap<>();
    private final TreeMap<Integer, ModelVersion> versions = new TreeMap<>();
    private final TreeSet<Integer> drivenVersions = new TreeSet<>();
    private final List<MismatchReport> reports = new ArrayList<>();
    private long deadLetters;
    private int latestDriven = -1;
    private long episodes;

    /** Books for one fleet; records of others are passed over. */
    public RunBook(String fleet) {
        this.fleet = fleet;
    }

    /** Takes a segment in; {@code headMayBeGone} when retention may have removed the beginning of its partition. */
    public void add(TransitionSegment segment, boolean headMayBeGone) {
        if (!fleet.equals(segment.getFleet())) {
            return;
        }
        var stream = new SequenceBook.Stream(segment.getActor(), segment.getEnvironment(), segment.getEpoch());
        if (sequences.add(stream, segment.getSequence(), headMayBeGone)) {
            timeline.addSteps(segment.getCreatedAt(), segment.getLength());
            drivenBy(segment);
        }
    }

    private void drivenBy(TransitionSegment segment) {
        // A rule-based driver says nothing about how the fleet's policy drives.
        int version = segment.getModelVersion();
        if (version == ReplayFeed.DEMONSTRATED) {
            return;
        }
        drivenVersions.add(version);
        latestDriven = version;
        stage(segment.getTask(), segment.getGroundTruth(), segment.getCreatedAt())
                .ifPresent(stage -> stage.drivenBy(version));
    }

    /** Takes a finished episode in. */
    public void add(EpisodeSummary episode) {
        if (fleet.equals(episode.getFleet()) && episode.getModelVersion() != ReplayFeed.DEMONSTRATED) {
            episodes++;
            timeline.addEpisode(episode.getCreatedAt(), episode.getOutcome() == Outcome.DESTINATION);
            stage(episode.getTask(), episode.getGroundTruth(), episode.getCreatedAt())
                    .ifPresent(stage -> stage.add(episode));
        }
    }

    /** Takes a mismatch report in. */
    public void add(MismatchReport report) {
        if (fleet.equals(report.getFleet())) {
            // Only the curve needs old reports, and it needs no tensors: those would add up over hours.
            reports.add(MismatchReport.newBuilder(report)
                    .setSignals(List.of())
                    .setOffsets(List.of())
                    .build());
        }
    }

    /** Takes a decision in. */
    public void add(FinetuneDecision decision) {
        if (fleet.equals(decision.getFleet())) {
            decisions.put(decision.getId(), decision);
        }
    }

    /** Takes a manifest in. */
    public void add(ModelVersion version) {
        if (fleet.equals(version.getFleet())) {
            versions.put(version.getVersion(), version);
        }
    }

    /** Takes a command in: a change of scenario that is part of a schedule begins a stage of it or goes on in it. */
    public void add(Command command) {
        if (fleet.equals(command.getFleet())) {
            StageEntry.of(command)
                    .ifPresent(entry -> stages.computeIfAbsent(
                                    entry.index(), index -> new StageBook(entry, command.getCreatedAt()))
                            .puts(command.getArguments().getOrDefault("shift", ""), entry.atStep()));
        }
    }

    /** Takes a dead letter in; they belong to no fleet. */
    public void addDeadLetter() {
        deadLetters++;
    }

    /** The latest stage that had begun at that time and asked for that scenario: episodes finish under the one they began in. */
    private Optional<StageBook> stage(String task, @Nullable GroundTruth truth, Instant time) {
        String shift = truth == null ? null : truth.getShift();
        return stages.descendingMap().values().stream()
                .filter(stage -> stage.covers(task, shift, time))
                .findFirst();
    }

    /** Environment steps on the log. */
    public long steps() {
        return timeline.steps();
    }

    /** Episodes that ended. */
    public long episodes() {
        return episodes;
    }

    /** Segments on the log, duplicates included. */
    public long segments() {
        return sequences.segments();
    }

    /** Segments that never came. */
    public long lostSegments() {
        return sequences.lost();
    }

    /** Segments that came more than once. */
    public long duplicateSegments() {
        return sequences.duplicates();
    }

    /** Records set aside. */
    public long deadLetters() {
        return deadLetters;
    }

    /** Steps and episodes in time. */
    public Timeline timeline() {
        return timeline;
    }

    /** Stages by index. */
    public TreeMap<Integer, StageBook> stages() {
        return new TreeMap<>(stages);
    }

    /** The stage that began last. */
    public Optional<StageBook> latestStage() {
        return Optional.ofNullable(stages.lastEntry()).map(Map.Entry::getValue);
    }

    /** Decisions in order. */
    public List<FinetuneDecision> decisions() {
        return List.copyOf(decisions.values());
    }

    /** Model versions in order. */
    public List<ModelVersion> versions() {
        return List.copyOf(versions.values());
    }

    /** Versions that segments name. */
    public TreeSet<Integer> drivenVersions() {
        return new TreeSet<>(drivenVersions);
    }

    /** Version of the segment read last; -1 before the first. */
    public int latestDriven() {
        return latestDriven;
    }

    /** Mismatch reports, oldest first, without their signals' details. */
    public List<MismatchReport> reports() {
        return List.copyOf(reports);
    }

    /** The newest mismatch report. */
    public Optional<MismatchReport> latestReport() {
        return reports.isEmpty() ? Optional.empty() : Optional.of(reports.get(reports.size() - 1));
    }
}
