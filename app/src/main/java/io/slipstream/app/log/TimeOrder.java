package io.slipstream.app.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** Several ranges in one order that depends on the records alone: by timestamp, then topic, partition and offset. */
public final class TimeOrder implements LogCursor {
    private static final Comparator<Head> ORDER = Comparator.comparingLong((Head head) -> head.record.timestamp())
            .thenComparing(head -> head.record.topic())
            .thenComparingInt(head -> head.record.partition());

    private final List<LogCursor> cursors = new ArrayList<>();
    private final PriorityQueue<Head> heads = new PriorityQueue<>(ORDER);

    private record Head(LogRecord record, LogCursor cursor) {}

    /**
     * Opens the ranges.
     *
     * @throws UnusableLogException when one of them cannot be read; the others are closed then
     */
    public TimeOrder(StoredLog log, List<Extent> ranges) {
        try {
            for (Extent range : ranges) {
                LogCursor cursor = log.open(range);
                cursors.add(cursor);
                advance(cursor);
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public Optional<LogRecord> next() {
        Head head = heads.poll();
        if (head == null) {
            return Optional.empty();
        }
        advance(head.cursor());
        return Optional.of(head.record());
    }

    private void advance(LogCursor cursor) {
        cursor.next().ifPresent(record -> heads.add(new Head(record, cursor)));
    }

    @Override
    public void close() {
        cursors.forEach(LogCursor::close);
    }
}
