package io.slipstream.app.log;

import io.slipstream.schemas.avro.OffsetRange;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads ranges of topics that have no holes of their own, which are those whose producers use no transactions and that are not compacted
 * (transitions and episodes): whatever is missing is a gap.
 */
public final class RangeReader {
    private final StoredLog log;
    private final Gaps gaps;

    /**
     * @param log where to read
     * @param gaps takes what is missing
     */
    public RangeReader(StoredLog log, Gaps gaps) {
        this.log = log;
        this.gaps = gaps;
    }

    /** Reads a range that a record names. */
    public void read(OffsetRange range, Consumer<LogRecord> records) {
        read(new Extent(range.getTopic(), range.getPartition(), range.getFrom(), range.getTo()), records);
    }

    /** Reads a range. */
    public void read(Extent wanted, Consumer<LogRecord> records) {
        Extent there = within(wanted);
        long next = there.from();
        try (LogCursor cursor = log.open(there)) {
            for (Optional<LogRecord> record = cursor.next(); record.isPresent(); record = cursor.next()) {
                long offset = record.get().offset();
                hole(wanted, next, offset);
                next = offset + 1;
                records.accept(record.get());
            }
        }
        hole(wanted, next, there.to());
    }

    /** The part of a range that the log has. */
    public Extent within(Extent wanted) {
        Optional<Extent> there = log.extent(wanted.topic(), wanted.partition());
        if (there.isEmpty()) {
            gaps.report(log.name() + " has no partition " + wanted.partition() + " of topic " + wanted.topic()
                    + ", of which [" + wanted.from() + ", " + wanted.to() + ") is needed");
            return new Extent(wanted.topic(), wanted.partition(), wanted.from(), wanted.from());
        }
        long from = Math.max(wanted.from(), there.get().from());
        long to = Math.min(wanted.to(), there.get().to());
        if (from > wanted.from()) {
            gaps.report(
                    "offsets [" + wanted.from() + ", " + Math.min(from, wanted.to()) + ") of " + wanted.topic() + "-"
                            + wanted.partition() + " are no longer in " + log.name() + ", which begins at " + from
                            + " (deleted by retention, or never exported)");
        }
        if (to < wanted.to()) {
            gaps.report("offsets [" + Math.max(to, wanted.from()) + ", " + wanted.to() + ") of " + wanted.topic() + "-"
                    + wanted.partition() + " are not in " + log.name() + ", which ends at "
                    + there.get().to());
        }
        return new Extent(wanted.topic(), wanted.partition(), from, Math.max(from, to));
    }

    private void hole(Extent wanted, long from, long to) {
        if (from < to) {
            gaps.report("a gap: offsets [" + from + ", " + to + ") of " + wanted.topic() + "-" + wanted.partition()
                    + " are missing in " + log.name());
        }
    }
}
