package io.slipstream.app.log;

import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.schemas.Topic;
import io.slipstream.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * The log of a cluster; its ends are those it had when it was opened. Owned by one thread.
 *
 * <p>Windows are read range by range, and the ranges of one partition follow one another: a reader of a partition is kept where it
 * stands, with what it has fetched already, so that the next range costs neither a seek nor the same fetch again.
 */
public final class ClusterLog implements StoredLog {
    /** For a broker that says nothing more; above the time that a new leader takes. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private static final String CLIENT = "slipstream-replay";

    private final KafkaClients clients;
    private final String name;
    private final Duration silence;
    private final List<Extent> extents = new ArrayList<>();
    private final Map<TopicPartition, PartitionReader> idle = new HashMap<>();

    /**
     * Opens the topics of the catalogue that the cluster has.
     *
     * @param clients makes consumers
     * @param name what it is, for people
     */
    public ClusterLog(KafkaClients clients, String name) {
        this(clients, name, SILENCE);
    }

    /**
     * Opens the topics of the catalogue that the cluster has.
     *
     * @param clients makes consumers
     * @param name what it is, for people
     * @param silence how long a broker may give nothing before reading ends with an error
     */
    public ClusterLog(KafkaClients clients, String name, Duration silence) {
        this.clients = clients;
        this.name = name;
        this.silence = silence;
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
        TopicPartition partition = new TopicPartition(range.topic(), range.partition());
        PartitionReader kept = idle.remove(partition);
        PartitionReader reader =
                kept == null ? new PartitionReader(clients.rawConsumer(CLIENT), partition, name, silence) : kept;
        return new RangeCursor(reader, range);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void close() {
        idle.values().forEach(PartitionReader::close);
        idle.clear();
    }

    private final class RangeCursor implements LogCursor {
        private final PartitionReader reader;
        private final Extent range;

        RangeCursor(PartitionReader reader, Extent range) {
            this.reader = reader;
            this.range = range;
            reader.moveTo(range.from());
        }

        @Override
        public Optional<LogRecord> next() {
            return reader.next(range);
        }

        @Override
        public void close() {
            PartitionReader other = idle.putIfAbsent(reader.partition(), reader);
            if (other != null && other != reader) {
                reader.close();
            }
        }
    }
}
