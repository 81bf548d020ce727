package io.slipstream.app.replay;

import io.slipstream.app.log.Extent;
import io.slipstream.app.log.Gaps;
import io.slipstream.app.log.LogCursor;
import io.slipstream.app.log.LogRecord;
import io.slipstream.app.log.RangeReader;
import io.slipstream.app.log.StoredLog;
import io.slipstream.learner.ingest.EventReader;
import io.slipstream.learner.ingest.Journal;
import io.slipstream.learner.ingest.LogEvent;
import io.slipstream.runtime.serde.AvroCodec;
import io.slipstream.runtime.serde.Decoded;
import io.slipstream.runtime.serde.UnknownSchemaException;
import io.slipstream.runtime.serde.UnreadableRecordException;
import io.slipstream.schemas.Topic;
import io.slipstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads records in the order that a journal has, as events of a learner. */
final class JournalReader {
    private final StoredLog log;
    private final String prefix;
    private final EventReader events;
    private final Gaps gaps;

    JournalReader(StoredLog log, String prefix, EventReader events, Gaps gaps) {
        this.log = log;
        this.prefix = prefix;
        this.events = events;
        this.gaps = gaps;
    }

    /** Takes what the journal says. */
    interface Sink {
        void hear(LogEvent event);

        void updates(int count);
    }

    /** Reads a journal from its beginning to its end. */
    void read(List<Journal.Entry> journal, Sink sink) {
        Map<String, PartitionReader> readers = new HashMap<>();
        try {
            for (Extent whole : spans(journal)) {
                readers.put(key(whole.topic(), whole.partition()), new PartitionReader(whole));
            }
            for (Journal.Entry entry : journal) {
                PartitionReader reader = readers.get(key(entry.topic(), entry.partition()));
                if (reader != null) {
                    reader.read(entry, record -> event(record).ifPresent(sink::hear));
                }
                sink.updates(entry.updates());
            }
        } finally {
            readers.values().forEach(reader -> reader.cursor.close());
        }
    }

    private static String key(String topic, int partition) {
        return topic + "/" + partition;
    }

    /** What is needed of every partition. */
    private static List<Extent> spans(List<Journal.Entry> journal) {
        Map<String, Extent> spans = new HashMap<>();
        for (Journal.Entry entry : journal) {
            if (entry.to() > entry.from()) {
                spans.merge(
                        key(entry.topic(), entry.partition()),
                        new Extent(entry.topic(), entry.partition(), entry.from(), entry.to()),
                        (a, b) -> new Extent(
                                a.topic(), a.partition(), Math.min(a.from(), b.from()), Math.max(a.to(), b.to())));
            }
        }
        return spans.values().stream().sorted().toList();
    }

    private Optional<LogEvent> event(LogRecord record) {
        byte[] value = record.value();
        Optional<Topic<?>> topic = Topics.byName(prefix, record.topic());
        if (value == null || topic.isEmpty()) {
            return Optional.empty();
        }
        try {
            SpecificRecord decoded = AvroCodec.of(topic.get().valueType()).decode(value);
            return events.read(new ConsumerRecord<>(
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    text(record.key()),
                    new Decoded.Value<>(decoded)));
        } catch (UnknownSchemaException e) {
            gaps.report(FutureSchema.message(record, e));
            return Optional.empty();
        } catch (UnreadableRecordException | IllegalArgumentException e) {
            // As in the live learner: what cannot be used stops nothing.
            return Optional.empty();
        }
    }

    private static String text(byte @Nullable [] key) {
        return key == null ? "" : new String(key, StandardCharsets.UTF_8);
    }

    /** One partition, read once from front to back. */
    private final class PartitionReader {
        private final LogCursor cursor;
        private final boolean dense;
        private @Nullable LogRecord ahead;

        PartitionReader(Extent span) {
            Set<String> withoutHoles = Set.of(Topics.TRANSITIONS.name(prefix), Topics.EPISODES.name(prefix));
            dense = withoutHoles.contains(span.topic());
            cursor = log.open(new RangeReader(log, gaps).within(span));
        }

        void read(Journal.Entry entry, Consumer<LogRecord> records) {
            long next = entry.from();
            LogRecord record = ahead == null ? cursor.next().orElse(null) : ahead;
            while (record != null && record.offset() < entry.to()) {
                if (record.offset() >= entry.from()) {
                    hole(entry, next, record.offset());
                    next = record.offset() + 1;
                    records.accept(record);
                }
                record = cursor.next().orElse(null);
            }
            ahead = record;
            hole(entry, next, entry.to());
        }

        private void hole(Journal.Entry entry, long from, long to) {
            if (dense && from < to) {
                gaps.report("a gap: offsets [" + from + ", " + to + ") of " + entry.topic() + "-" + entry.partition()
                        + " are missing in " + log.name());
            }
        }
    }
}
