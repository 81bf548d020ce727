package io.slipstream.app.chaos;

import io.slipstream.app.log.Extent;
import io.slipstream.app.log.Gaps;
import io.slipstream.app.log.LogCursor;
import io.slipstream.app.log.LogRecord;
import io.slipstream.app.log.StoredLog;
import io.slipstream.app.replay.DecisionReplay;
import io.slipstream.app.replay.FleetRecords;
import io.slipstream.app.replay.Recomputed;
import io.slipstream.app.replay.Verdict;
import io.slipstream.learner.checkpoint.Checkpoint;
import io.slipstream.learner.ingest.ArrivalLog;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.serde.AvroCodec;
import io.slipstream.schemas.Topic;
import io.slipstream.schemas.Topics;
import io.slipstream.schemas.avro.DeadLetter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;

/** Asks the log itself, from its first record to its last, whether everything that has to hold does. Owned by one thread. */
final class LogCheck {
    private final StoredLog log;
    private final String prefix;
    private final Map<TopicPartition, Checksums> now = new HashMap<>();
    private final Invariant stays = new Invariant("what was once visible stays as it was");
    private final Invariant refused = new Invariant("nothing was refused");
    private final Invariant recomputed =
            new Invariant("every window and decision can be computed again, to the last bit");
    private final Invariant cut = new Invariant("the learner's last cut holds every segment of the log exactly once");
    private final SegmentCheck segments = new SegmentCheck();
    private final VersionCheck versions = new VersionCheck();
    private final FigureCheck figures;

    /**
     * @param log what to read
     * @param prefix of its topics
     * @param learnerStarts when lives of the learner began
     */
    LogCheck(StoredLog log, String prefix, List<Instant> learnerStarts) {
        this.log = log;
        this.prefix = prefix;
        figures = new FigureCheck(learnerStarts);
    }

    /** What came of the look. */
    record Outcome(
            List<Invariant.Result> invariants,
            long segments,
            long steps,
            int actorLives,
            long windows,
            long decisions,
            int versions,
            long updates) {
        Outcome {
            invariants = List.copyOf(invariants);
        }

        boolean holds() {
            return invariants.stream().allMatch(Invariant.Result::holds);
        }
    }

    /**
     * Reads everything.
     *
     * @param seen checksums of what was visible while it grew
     * @param checkpoint of the learner, which ended after it had read everything
     * @param config for computing again
     */
    Outcome run(Map<TopicPartition, Checksums> seen, Optional<Checkpoint> checkpoint, Config config) {
        read();
        seen.forEach((partition, checksums) -> stays.check(
                checksums.count(),
                checksums.missingFrom(now.getOrDefault(partition, new Checksums())),
                partition + " has lost or changed records"));
        cut(checkpoint);
        computeAgain(config);
        return outcome(Stream.of(stays.result(), figures.totals(), cut.result()));
    }

    /**
     * Reads everything of a log that was broken off: what was visible while it grew, when its learner was started and where that would have
     * ended is not known, and not asked for.
     *
     * @param config for computing again
     */
    Outcome alone(Config config) {
        read();
        computeAgain(config);
        return outcome(Stream.of());
    }

    private void read() {
        read(Topics.TRANSITIONS, segments::segment);
        read(Topics.EPISODES, segments::episode);
        read(Topics.DECISIONS, (decision, place) -> figures.decision(decision));
        read(Topics.MISMATCH, (report, place) -> figures.window(report));
        read(Topics.LEARNING, (report, place) -> figures.learning(report));
        read(Topics.MODELS, (version, place) -> versions.version(version));
        read(Topics.WEIGHTS, (chunk, place) -> versions.chunk(chunk));
        read(Topics.COMMANDS, (command, place) -> {});
        refused.check(1, 0, "");
        read(Topics.DEAD_LETTERS, this::refused);
        versions.close(segments.driven());
    }

    private Outcome outcome(Stream<Invariant.Result> further) {
        List<Invariant.Result> results = new ArrayList<>(segments.results());
        results.addAll(figures.results());
        results.add(recomputed.result());
        results.addAll(versions.results());
        results.add(refused.result());
        further.forEach(results::add);
        return new Outcome(
                results,
                segments.segments(),
                segments.steps(),
                segments.epochs(),
                figures.windows(),
                figures.decisions(),
                versions.versions(),
                figures.updates());
    }

    private <T extends SpecificRecord> void read(Topic<T> topic, BiConsumer<T, String> taker) {
        AvroCodec<T> codec = AvroCodec.of(topic.valueType());
        for (Extent extent : log.extents(topic.name(prefix))) {
            Checksums checksums = now.computeIfAbsent(
                    new TopicPartition(extent.topic(), extent.partition()), partition -> new Checksums());
            try (LogCursor cursor = log.open(extent)) {
                for (Optional<LogRecord> next = cursor.next(); next.isPresent(); next = cursor.next()) {
                    LogRecord record = next.get();
                    checksums.put(record.offset(), Checksums.of(record.value()));
                    byte[] value = record.value();
                    if (value != null) {
                        taker.accept(codec.decode(value), record.place());
                    }
                }
            }
        }
    }

    private void refused(DeadLetter letter, String place) {
        refused.check(false, "%s: %s by %s", place, letter.getReason(), letter.getService());
    }

    private void cut(Optional<Checkpoint> last) {
        if (last.isEmpty()) {
            cut.check(false, "the learner has left no checkpoint");
            return;
        }
        Checkpoint checkpoint = last.get();
        for (Extent extent : log.extents(Topics.TRANSITIONS.name(prefix))) {
            long read = checkpoint.offsets().getOrDefault(extent.topic() + "/" + extent.partition(), 0L);
            cut.check(read == extent.to(), "%s-%d: read to %d", extent.topic(), extent.partition(), read);
        }
        long taken = checkpoint.state().counters().getOrDefault("collectedSteps", 0L);
        cut.check(taken == segments.steps(), "%d steps of %d on the log", taken, segments.steps());
        long counted = checkpoint.state().counters().getOrDefault("segments", 0L);
        cut.check(counted == segments.segments(), "%d segments of %d on the log", counted, segments.segments());
        Map<Integer, Long> next = new HashMap<>();
        for (ArrivalLog.Run run : checkpoint.state().arrivals()) {
            long from = next.getOrDefault(run.partition(), 0L);
            cut.check(run.from() >= from, "partition %d: %d again", run.partition(), run.from());
            next.put(run.partition(), run.to());
        }
    }

    private void computeAgain(Config config) {
        FleetRecords records = FleetRecords.read(log, prefix, ChaosSettings.FLEET, new Gaps(false));
        Gaps gaps = new Gaps(true);
        new DecisionReplay(log, records, config, gaps, new Recomputed("chaos-replay", log.name())).all(this::computed);
        gaps.found().forEach(gap -> recomputed.check(false, "%s", gap));
    }

    private void computed(Verdict verdict) {
        recomputed.check(verdict.equal(), "%s differs: %s", verdict.what(), verdict.differences());
    }
}
