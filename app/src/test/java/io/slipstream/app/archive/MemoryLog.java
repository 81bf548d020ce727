package io.slipstream.app.archive;

import io.slipstream.app.log.Extent;
import io.slipstream.app.log.LogCursor;
import io.slipstream.app.log.LogRecord;
import io.slipstream.app.log.StoredLog;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A log by hand. */
public final class MemoryLog implements StoredLog {
    private final List<LogRecord> records = new ArrayList<>();

    /** Adds a record. */
    public MemoryLog add(LogRecord record) {
        records.add(record);
        return this;
    }

    @Override
    public List<Extent> extents() {
        Map<String, Extent> extents = new TreeMap<>();
        for (LogRecord record : records) {
            extents.merge(
                    record.topic() + record.partition(),
                    new Extent(record.topic(), record.partition(), record.offset(), record.offset() + 1),
                    (a, b) -> new Extent(
                            a.topic(), a.partition(), Math.min(a.from(), b.from()), Math.max(a.to(), b.to())));
        }
        return extents.values().stream().sorted().toList();
    }

    @Override
    public LogCursor open(Extent range) {
        Iterator<LogRecord> within = records.stream()
                .filter(record -> record.topic().equals(range.topic())
                        && record.partition() == range.partition()
                        && record.offset() >= range.from()
                        && record.offset() < range.to())
                .iterator();
        return new LogCursor() {
            @Override
            public Optional<LogRecord> next() {
                return within.hasNext() ? Optional.of(within.next()) : Optional.empty();
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }

    @Override
    public String name() {
        return "a log by hand";
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
