package io.slipstream.app.replay;

import io.slipstream.app.log.Extent;
import io.slipstream.app.log.Gaps;
import io.slipstream.app.log.LogCursor;
import io.slipstream.app.log.LogRecord;
import io.slipstream.app.log.StoredLog;
import io.slipstream.app.log.UnusableLogException;
import io.slipstream.runtime.serde.AvroCodec;
import io.slipstream.runtime.serde.UnknownSchemaException;
import io.slipstream.runtime.serde.UnreadableRecordException;
import io.slipstream.schemas.Keys;
import io.slipstream.schemas.Topic;
import io.slipstream.schemas.Topics;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.MismatchReport;
import io.slipstream.schemas.avro.ModelVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a log says was decided and trained for one fleet.
 *
 * @param fleet its name
 * @param decisions in the order of the log
 * @param reports in the order of the log
 * @param versions the newest manifest of every version, by number
 * @param manifests the bytes of these, by the key they have on the log
 */
public record FleetRecords(
        String fleet,
        List<FinetuneDecision> decisions,
        List<MismatchReport> reports,
        NavigableMap<Integer, ModelVersion> versions,
        Map<String, byte[]> manifests) {

    /**
     * Reads them.
     *
     * @param wanted fleet, not needed when there is only one
     * @param prefix of topic names
     * @param gaps takes records that a later version of Slipstream has written
     * @throws UnusableLogException when the log holds no such fleet
     */
    public static FleetRecords read(StoredLog log, String prefix, @Nullable String wanted, Gaps gaps) {
        List<FinetuneDecision> decisions = new ArrayList<>();
        List<MismatchReport> reports = new ArrayList<>();
        List<ModelVersion> versions = new ArrayList<>();
        Map<String, byte[]> manifests = new HashMap<>();
        new Reading<>(log, Topics.DECISIONS, gaps).each(prefix, (decision, bytes) -> decisions.add(decision));
        new Reading<>(log, Topics.MISMATCH, gaps).each(prefix, (report, bytes) -> reports.add(report));
        new Reading<>(log, Topics.MODELS, gaps).each(prefix, (version, bytes) -> {
            versions.add(version);
            manifests.put(Keys.version(version.getFleet(), version.getVersion()), bytes);
        });
        SortedSet<String> fleets = new TreeSet<>();
        versions.forEach(version -> fleets.add(version.getFleet()));
        reports.forEach(report -> fleets.add(report.getFleet()));
        String fleet = choose(fleets, wanted, log);
        NavigableMap<Integer, ModelVersion> byNumber = new TreeMap<>();
        versions.stream()
                .filter(one -> one.getFleet().equals(fleet))
                .forEach(one -> byNumber.put(one.getVersion(), one));
        return new FleetRecords(
                fleet,
                decisions.stream().filter(one -> one.getFleet().equals(fleet)).toList(),
                reports.stream().filter(one -> one.getFleet().equals(fleet)).toList(),
                byNumber,
                manifests);
    }

    private static String choose(SortedSet<String> fleets, @Nullable String wanted, StoredLog log) {
        if (fleets.isEmpty()) {
            throw new UnusableLogException(
                    log.name() + " holds neither model versions nor windows; let `slipstream run` work on it first");
        }
        if (wanted == null && fleets.size() > 1) {
            throw new UnusableLogException(
                    log.name() + " holds the fleets " + String.join(", ", fleets) + "; choose one with --fleet");
        }
        if (wanted != null && !fleets.contains(wanted)) {
            throw new UnusableLogException(
                    "there is no fleet " + wanted + " in " + log.name() + "; known are " + String.join(", ", fleets));
        }
        return wanted == null ? fleets.first() : wanted;
    }

    /** Settings of the monitor, as the newest report has them; empty in records of before. */
    public Map<String, String> lastSettings() {
        return reports.isEmpty() ? Map.of() : reports.get(reports.size() - 1).getSettings();
    }

    /** The report of the window that a decision rests on. */
    Optional<MismatchReport> reportOf(FinetuneDecision decision) {
        return reports.stream()
                .filter(report ->
                        report.getWindow() == decision.getWindow() && report.getToStep() == decision.getAtStep())
                .findFirst();
    }

    /** The decision that came of a window. */
    Optional<FinetuneDecision> decisionOf(MismatchReport report) {
        return decisions.stream()
                .filter(decision ->
                        report.getWindow() == decision.getWindow() && report.getToStep() == decision.getAtStep())
                .findFirst();
    }

    /** Reads all records of a topic. */
    private record Reading<T extends SpecificRecord>(StoredLog log, Topic<T> topic, Gaps gaps) {
        private interface Sink<T> {
            void take(T record, byte[] bytes);
        }

        void each(String prefix, Sink<T> sink) {
            AvroCodec<T> codec = AvroCodec.of(topic.valueType());
            for (Extent extent : log.extents(topic.name(prefix))) {
                try (LogCursor cursor = log.open(extent)) {
                    for (Optional<LogRecord> next = cursor.next(); next.isPresent(); next = cursor.next()) {
                        read(next.get(), codec, sink);
                    }
                }
            }
        }

        private void read(LogRecord record, AvroCodec<T> codec, Sink<T> sink) {
            byte[] value = record.value();
            if (value == null) {
                return;
            }
            try {
                sink.take(codec.decode(value), value);
            } catch (UnknownSchemaException e) {
                gaps.report(FutureSchema.message(record, e));
            } catch (UnreadableRecordException e) {
                gaps.report(record.place() + " cannot be read: " + e.getMessage());
            }
        }
    }
}
