package io.slipstream.app.replay;

import io.slipstream.app.log.Extent;
import io.slipstream.app.log.LogCursor;
import io.slipstream.app.log.LogRecord;
import io.slipstream.app.log.StoredLog;
import io.slipstream.learner.publish.VersionPacker;
import io.slipstream.runtime.serde.AvroCodec;
import io.slipstream.runtime.weights.Blobs;
import io.slipstream.schemas.Keys;
import io.slipstream.schemas.Topic;
import io.slipstream.schemas.Topics;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.MismatchReport;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.WeightsChunk;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * What a replay has computed, as a log of its own: reports, decisions, and versions with their weights, in the order they came out. It is
 * kept in memory until somebody writes it to files or topics. Owned by one thread.
 */
public final class Recomputed implements StoredLog {
    private static final AvroCodec<MismatchReport> REPORTS = AvroCodec.of(MismatchReport.class);
    private static final AvroCodec<FinetuneDecision> DECISIONS = AvroCodec.of(FinetuneDecision.class);
    private static final AvroCodec<ModelVersion> MANIFESTS = AvroCodec.of(ModelVersion.class);
    private static final AvroCodec<WeightsChunk> CHUNKS = AvroCodec.of(WeightsChunk.class);

    // Weights before the manifests that name them, as a learner publishes them.
    private final List<Part> parts;
    private final String prefix;
    private final String source;

    private record Part(Topic<?> topic, String name, List<LogRecord> records) {
        Extent extent() {
            return new Extent(name, 0, 0, records.size());
        }
    }

    /**
     * @param prefix of its topics' names
     * @param source log that it is computed from, for people
     */
    public Recomputed(String prefix, String source) {
        this.prefix = prefix;
        this.source = source;
        parts = topics().stream()
                .map(topic -> new Part(topic, topic.name(prefix), new ArrayList<>()))
                .toList();
    }

    /** Prefix of its topics' names. */
    public String prefix() {
        return prefix;
    }

    /** Topics that it may have. */
    public static List<Topic<?>> topics() {
        return List.of(Topics.MISMATCH, Topics.DECISIONS, Topics.WEIGHTS, Topics.MODELS);
    }

    /** Takes a report. */
    public void report(MismatchReport report) {
        add(Topics.MISMATCH, report.getFleet(), report.getCreatedAt(), REPORTS.encode(report));
    }

    /** Takes a decision. */
    public void decision(FinetuneDecision decision) {
        add(Topics.DECISIONS, decision.getFleet(), decision.getCreatedAt(), DECISIONS.encode(decision));
    }

    /** Takes a version with those of its blobs that no version before it brought. */
    public void version(VersionPacker.Parcel parcel) {
        ModelVersion manifest = parcel.manifest();
        for (WeightsChunk chunk : parcel.chunks()) {
            add(Topics.WEIGHTS, Blobs.key(chunk), manifest.getCreatedAt(), CHUNKS.encode(chunk));
        }
        String key = Keys.version(manifest.getFleet(), manifest.getVersion());
        add(Topics.MODELS, key, manifest.getCreatedAt(), MANIFESTS.encode(manifest));
    }

    private <T extends SpecificRecord> void add(Topic<T> topic, String key, Instant at, byte[] value) {
        for (Part part : parts) {
            if (part.topic().equals(topic)) {
                part.records()
                        .add(new LogRecord(
                                part.name(),
                                0,
                                part.records().size(),
                                at.toEpochMilli(),
                                key.getBytes(StandardCharsets.UTF_8),
                                value,
                                List.of()));
            }
        }
    }

    @Override
    public List<Extent> extents() {
        return parts.stream()
                .filter(part -> !part.records().isEmpty())
                .map(Part::extent)
                .toList();
    }

    @Override
    public LogCursor open(Extent range) {
        Iterator<LogRecord> within = parts.stream()
                .filter(part -> part.name().equals(range.topic()))
                .flatMap(part -> part.records().subList((int) range.from(), (int) range.to()).stream())
                .iterator();
        return new LogCursor() {
            @Override
            public Optional<LogRecord> next() {
                return within.hasNext() ? Optional.of(within.next()) : Optional.empty();
            }

            @Override
            public void close() {
                // Everything is in memory.
            }
        };
    }

    @Override
    public String name() {
        return "what was computed again from " + source;
    }

    @Override
    public void close() {
        // Everything is in memory.
    }
}
