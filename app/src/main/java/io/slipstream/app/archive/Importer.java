package io.slipstream.app.archive;

import io.slipstream.app.log.Extent;
import io.slipstream.app.log.LogCursor;
import io.slipstream.app.log.LogRecord;
import io.slipstream.app.log.ProgressLine;
import io.slipstream.app.log.StoredLog;
import io.slipstream.app.log.UnusableLogException;
import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.schemas.Topic;
import io.slipstream.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Writes a log into the topics of a cluster, which must exist: keys, headers, timestamps and partitions as they were. */
public final class Importer {
    private final StoredLog log;
    private final String prefix;
    private final KafkaClients clients;

    /**
     * @param log what to import
     * @param prefix of its topics' names; those of the cluster have the clients' own
     * @param clients of the cluster
     */
    public Importer(StoredLog log, String prefix, KafkaClients clients) {
        this.log = log;
        this.prefix = prefix;
        this.clients = clients;
    }

    /**
     * What was written.
     *
     * @param records records
     * @param moved partitions in which records have other offsets than before, with the reason
     */
    public record Imported(long records, List<String> moved) {
        /** Copies the list. */
        public Imported {
            moved = List.copyOf(moved);
        }
    }

    /**
     * Writes the records.
     *
     * @param topics to import, by what follows the prefix; those of the catalogue that the log has when empty
     * @param progress counts records
     * @throws UnusableLogException when a topic of the log is of no catalogue, or holds records already
     */
    public Imported run(Set<String> topics, ProgressLine progress) {
        long records = 0;
        List<String> moved = new ArrayList<>();
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        List<Extent> wanted = log.extents().stream()
                .filter(extent ->
                        topics.isEmpty() || topics.contains(topic(extent).suffix()))
                .toList();
        // All of them before the first record is written: half an import cannot be imported over.
        requireEmpty(wanted);
        try (Producer<byte[], byte[]> producer = clients.rawProducer("slipstream-import")) {
            for (Extent extent : wanted) {
                records += write(extent, clients.name(topic(extent)), producer, failure, moved, progress);
            }
            producer.flush();
        }
        Exception failed = failure.get();
        if (failed != null) {
            throw new UnusableLogException("the brokers refused a record: " + failed.getMessage(), failed);
        }
        return new Imported(records, moved);
    }

    private long write(
            Extent extent,
            String target,
            Producer<byte[], byte[]> producer,
            AtomicReference<@Nullable Exception> failure,
            List<String> moved,
            ProgressLine progress) {
        long written = 0;
        boolean same = true;
        try (LogCursor cursor = log.open(extent)) {
            for (Optional<LogRecord> next = cursor.next(); next.isPresent(); next = cursor.next()) {
                LogRecord record = next.get();
                RecordHeaders headers = new RecordHeaders();
                record.headers().forEach(header -> headers.add(header.key(), header.value()));
                producer.send(
                        new ProducerRecord<>(
                                target, record.partition(), record.timestamp(), record.key(), record.value(), headers),
                        (metadata, problem) -> failure.compareAndSet(null, problem));
                same &= record.offset() == written;
                written++;
                progress.add(1);
            }
        }
        if (!same) {
            moved.add(target + "-" + extent.partition());
        }
        return written;
    }

    private Topic<?> topic(Extent extent) {
        return Topics.byName(prefix, extent.topic())
                .orElseThrow(() -> new UnusableLogException(
                        log.name() + " holds the topic " + extent.topic() + ", which is of no catalogue"));
    }

    /**
     * Makes sure that topics hold nothing, for those who want to know before long work.
     *
     * @throws UnusableLogException when one of them holds records
     */
    public static void requireEmpty(KafkaClients clients, List<Topic<?>> topics) {
        try (Consumer<byte[], byte[]> consumer = clients.rawConsumer("slipstream-import")) {
            topics.forEach(topic -> requireEmpty(consumer, clients.name(topic), 0));
        }
    }

    private void requireEmpty(List<Extent> extents) {
        try (Consumer<byte[], byte[]> consumer = clients.rawConsumer("slipstream-import")) {
            for (Extent extent : extents) {
                requireEmpty(consumer, clients.name(topic(extent)), extent.partition());
            }
        }
    }

    private static void requireEmpty(Consumer<byte[], byte[]> consumer, String topic, int partition) {
        if (consumer.partitionsFor(topic).size() <= partition) {
            throw new UnusableLogException("the cluster's topic " + topic + " has no partition " + partition);
        }
        TopicPartition target = new TopicPartition(topic, partition);
        Long end = consumer.endOffsets(List.of(target)).get(target);
        if (end != null && end > 0) {
            throw new UnusableLogException("the topic " + topic + " holds records already, up to offset " + end
                    + " of partition " + partition
                    + "; nothing is written over it: choose an empty cluster or data folder, or another prefix of topics"
                    + " (import: --set topics.prefix=NAME, replay: --to-prefix NAME)");
        }
    }
}
