package io.slipstream.app.log;

import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.schemas.Topic;
import io.slipstream.schemas.Topics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** The log of a cluster; its ends are those it had when it was opened. Owned by one thread. */
public final class ClusterLog implements StoredLog {
    private static final Duration PATIENCE = Duration.ofMillis(250);
    /** For a broker that says nothing more; above the time that a new leader takes. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private static final String CLIENT = "slipstream-replay";

    private final KafkaClients clients;
    private final String name;
    private final List<Extent> extents = new ArrayList<>();
    // Connecting takes longer than reading a window: consumers are used again.
    private final Deque<Consumer<byte[], byte[]>> idle = new ArrayDeque<>();

    /**
     * Opens the topics of the catalogue that the cluster has.
     *
     * @param clients makes consumers
     * @param name what it is, for people
     */
    public ClusterLog(KafkaClients clients, String name) {
        this.clients = clients;
        this.name = name;
        try (Consumer<byte[], byte[]> consumer = clients.rawConsumer(CLIENT)) {
            Map<String, List<PartitionInfo>> topics = consumer.listTopics();
            for (Topic<?> topic : Topics.all()) {
                List<TopicPartition> partitions = topics.getOrDefault(clients.name(topic), List.of()).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
                Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
                Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
                begins.forEach((partition, from) -> extents.add(new Extent(
                        partition.topic(), partition.partition(), from, ends.getOrDefault(partition, from))));
            }
        }
        extents.sort(null);
    }

    @Override
    public List<Extent> extents() {
        return List.copyOf(extents);
    }

    @Override
    public LogCursor open(Extent range) {
        Consumer<byte[], byte[]> free = idle.pollFirst();
        return new PartitionCursor(free == null ? clients.rawConsumer(CLIENT) : free, range, name, idle::addFirst);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void close() {
        idle.forEach(Consumer::close);
        idle.clear();
    }

    private static final class PartitionCursor implements LogCursor {
        private final Consumer<byte[], byte[]> consumer;
        private final TopicPartition partition;
        private final Extent range;
        private final String log;
        private final Deque<ConsumerRecord<byte[], byte[]>> fetched = new ArrayDeque<>();
        private final java.util.function.Consumer<Consumer<byte[], byte[]>> done;

        PartitionCursor(
                Consumer<byte[], byte[]> consumer,
                Extent range,
                String log,
                java.util.function.Consumer<Consumer<byte[], byte[]>> done) {
            this.consumer = consumer;
            this.done = done;
            partition = new TopicPartition(range.topic(), range.partition());
            this.range = range;
            this.log = log;
            consumer.assign(List.of(partition));
            consumer.seek(partition, range.from());
        }

        @Override
        public Optional<LogRecord> next() {
            if (fetched.isEmpty()) {
                fetch();
            }
            ConsumerRecord<byte[], byte[]> record = fetched.pollFirst();
            return record == null || record.offset() >= range.to() ? Optional.empty() : Optional.of(record(record));
        }

        /** Waits for records, or for the end of the range, which offsets without records may lie before; not for ever. */
        private void fetch() {
            long position = consumer.position(partition);
            long heard = System.nanoTime();
            while (fetched.isEmpty() && position < range.to()) {
                consumer.poll(PATIENCE).forEach(fetched::addLast);
                long now = consumer.position(partition);
                if (now != position) {
                    position = now;
                    heard = System.nanoTime();
                } else if (System.nanoTime() - heard > SILENCE.toNanos()) {
                    throw new UnusableLogException(log + " has given nothing of " + partition + " after offset "
                            + position + " for " + SILENCE.toSeconds() + " s; " + range
                            + " is needed. Are the brokers there?");
                }
            }
        }

        private static LogRecord record(ConsumerRecord<byte[], byte[]> record) {
            List<LogRecord.Header> headers = StreamSupport.stream(
                            record.headers().spliterator(), false)
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
            done.accept(consumer);
        }
    }
}
