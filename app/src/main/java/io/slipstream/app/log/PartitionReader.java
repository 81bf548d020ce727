package io.slipstream.app.log;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads ranges of one partition with a consumer of its own, forwards without fetching anything twice. Owned by one thread. */
final class PartitionReader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private final Consumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final String log;
    private final Duration silence;
    private final Deque<ConsumerRecord<byte[], byte[]>> fetched = new ArrayDeque<>();
    // Below this offset everything has been handed out or passed over.
    private long position = -1;

    /**
     * @param consumer has no assignment yet; closed by this reader
     * @param partition what it reads
     * @param log what it is part of, for people
     * @param silence how long a broker may give nothing
     */
    PartitionReader(Consumer<byte[], byte[]> consumer, TopicPartition partition, String log, Duration silence) {
        this.consumer = consumer;
        this.partition = partition;
        this.log = log;
        this.silence = silence;
        consumer.assign(List.of(partition));
    }

    TopicPartition partition() {
        return partition;
    }

    /** Goes to an offset: over what has been fetched when it lies there, with a seek otherwise. */
    void moveTo(long offset) {
        boolean ahead = position >= 0 && offset >= position && offset <= consumer.position(partition);
        if (ahead) {
            while (!fetched.isEmpty() && fetched.peekFirst().offset() < offset) {
                fetched.removeFirst();
            }
        } else {
            fetched.clear();
            consumer.seek(partition, offset);
        }
        position = offset;
    }

    /**
     * The next record before the end of a range.
     *
     * @throws UnusableLogException when the brokers fall silent
     */
    Optional<LogRecord> next(Extent range) {
        if (fetched.isEmpty()) {
            fetch(range);
        }
        ConsumerRecord<byte[], byte[]> record = fetched.peekFirst();
        if (record == null || record.offset() >= range.to()) {
            return Optional.empty();
        }
        fetched.removeFirst();
        position = record.offset() + 1;
        return Optional.of(record(record));
    }

    /** Waits for records, or for the end of the range, which offsets without records may lie before; not for ever. */
    private void fetch(Extent range) {
        long reached = consumer.position(partition);
        long heard = System.nanoTime();
        while (fetched.isEmpty() && reached < range.to()) {
            consumer.poll(PATIENCE).forEach(fetched::addLast);
            long now = consumer.position(partition);
            if (now != reached) {
                reached = now;
                heard = System.nanoTime();
            } else if (System.nanoTime() - heard > silence.toNanos()) {
                throw new UnusableLogException(log + " has given nothing of " + partition + " after offset " + reached
                        + " for " + silence.toMillis() / 1e3 + " s; " + range + " is needed. Are the brokers there?");
            }
        }
    }

    private static LogRecord record(ConsumerRecord<byte[], byte[]> record) {
        List<LogRecord.Header> headers = StreamSupport.stream(record.headers().spliterator(), false)
                .map(header -> new LogRecord.Header(header.key(), header.value()))
                .toList();
        return new LogRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.key(),
                record.value(),
                headers);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
