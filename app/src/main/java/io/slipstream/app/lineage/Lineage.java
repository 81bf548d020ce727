package io.slipstream.app.lineage;

import io.slipstream.app.log.Extent;
import io.slipstream.app.log.Gaps;
import io.slipstream.app.log.LogRecord;
import io.slipstream.app.log.ProgressLine;
import io.slipstream.app.log.RangeReader;
import io.slipstream.app.log.StoredLog;
import io.slipstream.app.log.UnusableLogException;
import io.slipstream.app.replay.FleetRecords;
import io.slipstream.runtime.serde.AvroCodec;
import io.slipstream.runtime.serde.UnreadableRecordException;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.OffsetRange;
import io.slipstream.schemas.avro.TransitionSegment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model version with all its ancestors, the first one first.
 *
 * @param fleet whose
 * @param ancestors from the first version to the one that was asked for
 * @param gaps what is no longer on the log of the data they were trained on
 */
public record Lineage(String fleet, List<Ancestor> ancestors, List<String> gaps) {
    /** Copies the lists. */
    public Lineage {
        ancestors = List.copyOf(ancestors);
        gaps = List.copyOf(gaps);
    }

    /**
     * Finds it, and reads the data that the versions name to see what it is of.
     *
     * @param version the version asked for; the newest when null
     * @param gaps takes ranges that are gone
     * @param progress counts records
     * @throws UnusableLogException when there is no such version
     */
    public static Lineage of(
            StoredLog log, FleetRecords records, @Nullable Integer version, Gaps gaps, ProgressLine progress) {
        List<ModelVersion> chain = chain(records, version);
        Map<Integer, DataVolume> volumes = volumes(log, records.fleet(), chain, gaps, progress);
        List<Ancestor> ancestors = new ArrayList<>();
        for (ModelVersion manifest : chain) {
            ancestors.add(new Ancestor(
                    manifest,
                    decision(records, manifest.getDecision()),
                    volumes.getOrDefault(manifest.getVersion(), DataVolume.NONE)));
        }
        return new Lineage(records.fleet(), ancestors, gaps.found());
    }

    private static List<ModelVersion> chain(FleetRecords records, @Nullable Integer version) {
        if (records.versions().isEmpty()) {
            throw new UnusableLogException("fleet " + records.fleet() + " has no model version on this log");
        }
        Integer number = version == null ? records.versions().lastKey() : version;
        Deque<ModelVersion> chain = new ArrayDeque<>();
        while (number != null) {
            ModelVersion manifest = records.versions().get(number);
            if (manifest == null) {
                throw new UnusableLogException(
                        chain.isEmpty()
                                ? "there is no model version " + number + "; the log holds versions "
                                        + records.versions().keySet()
                                : "version " + chain.getFirst().getVersion() + " was trained from version " + number
                                        + ", which is not on the log");
            }
            chain.addFirst(manifest);
            number = manifest.getParent();
        }
        return List.copyOf(chain);
    }

    private static Optional<FinetuneDecision> decision(FleetRecords records, @Nullable Long id) {
        return records.decisions().stream()
                .filter(decision -> id != null && decision.getId() == id)
                .findFirst();
    }

    /** Every partition's records are read once, from the first that any version names to the last. */
    private static Map<Integer, DataVolume> volumes(
            StoredLog log, String fleet, List<ModelVersion> chain, Gaps gaps, ProgressLine progress) {
        Map<String, Extent> spans = new LinkedHashMap<>();
        chain.forEach(version -> version.getTrainingOffsets()
                .forEach(range -> spans.merge(
                        range.getTopic() + "/" + range.getPartition(),
                        new Extent(range.getTopic(), range.getPartition(), range.getFrom(), range.getTo()),
                        (a, b) -> new Extent(
                                a.topic(), a.partition(), Math.min(a.from(), b.from()), Math.max(a.to(), b.to())))));
        Map<Integer, DataVolume> volumes = new HashMap<>();
        AvroCodec<TransitionSegment> codec = AvroCodec.of(TransitionSegment.class);
        RangeReader reader = new RangeReader(log, gaps);
        for (Extent span : spans.values()) {
            reader.read(span, record -> {
                progress.add(1);
                count(record, fleet, codec, chain, volumes);
            });
        }
        return volumes;
    }

    private static void count(
            LogRecord record,
            String fleet,
            AvroCodec<TransitionSegment> codec,
            List<ModelVersion> chain,
            Map<Integer, DataVolume> volumes) {
        byte[] value = record.value();
        List<ModelVersion> taught =
                chain.stream().filter(version -> names(version, record)).toList();
        if (value == null || taught.isEmpty()) {
            return;
        }
        try {
            TransitionSegment segment = codec.decode(value);
            if (segment.getFleet().equals(fleet)) {
                taught.forEach(version -> volumes.merge(
                        version.getVersion(),
                        DataVolume.NONE.plus(segment.getTask(), segment.getLength(), value.length),
                        (all, one) -> all.plus(segment.getTask(), segment.getLength(), value.length)));
            }
        } catch (UnreadableRecordException e) {
            // Nobody was trained on it either.
            volumes.putIfAbsent(0, DataVolume.NONE);
        }
    }

    private static boolean names(ModelVersion version, LogRecord record) {
        for (OffsetRange range : version.getTrainingOffsets()) {
            if (range.getTopic().equals(record.topic())
                    && range.getPartition() == record.partition()
                    && range.getFrom() <= record.offset()
                    && record.offset() < range.getTo()) {
                return true;
            }
        }
        return false;
    }

    /** For machines. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("fleet", fleet);
        json.put("version", ancestors.get(ancestors.size() - 1).version());
        json.put("ancestors", ancestors.stream().map(Ancestor::json).toList());
        json.put("gaps", gaps);
        return json;
    }
}
