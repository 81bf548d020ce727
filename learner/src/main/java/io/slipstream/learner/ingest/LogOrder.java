package io.slipstream.learner.ingest;

import io.slipstream.runtime.serde.Decoded;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Merges the partitions of a consumer into one order that depends on the records alone: by timestamp, then topic, partition and
 * offset. A log that no longer grows is always read in the same order. Owned by one thread.
 */
final class LogOrder {
    private static final Comparator<ConsumerRecord<String, Decoded<SpecificRecord>>> ORDER = Comparator.comparingLong(
                    (ConsumerRecord<String, Decoded<SpecificRecord>> record) -> record.timestamp())
            .thenComparing(ConsumerRecord::topic)
            .thenComparingInt(ConsumerRecord::partition)
            .thenComparingLong(ConsumerRecord::offset);

    /** Records of one partition that wait for others; more of it are not fetched meanwhile. */
    private static final int ENOUGH = 500;

    private final Consumer<String, Decoded<SpecificRecord>> consumer;
    private final Map<TopicPartition, Deque<ConsumerRecord<String, Decoded<SpecificRecord>>>> waiting = new HashMap<>();
    private Map<TopicPartition, Long> ends = Map.of();

    LogOrder(Consumer<String, Decoded<SpecificRecord>> consumer) {
        this.consumer = consumer;
    }

    /** Records that wait for others. */
    long held() {
        return waiting.values().stream().mapToLong(Deque::size).sum();
    }

    /** Forgets what waits: after a seek. */
    void clear() {
        waiting.clear();
        ends = Map.of();
    }

    /**
     * The next record.
     *
     * @param patience how long to wait at the end of the log
     * @return nothing at the end of the log, or when the consumer was woken up
     */
    Optional<ConsumerRecord<String, Decoded<SpecificRecord>>> next(Duration patience) {
        while (!decided()) {
            if (!fetch(Duration.ofMillis(100))) {
                return Optional.empty();
            }
        }
        Optional<Deque<ConsumerRecord<String, Decoded<SpecificRecord>>>> first = waiting.values().stream()
                .filter(queue -> !queue.isEmpty())
                .min(Comparator.comparing(Deque::getFirst, ORDER));
        if (first.isEmpty()) {
            ends = Map.of();
            fetch(patience);
        }
        return first.map(Deque::removeFirst);
    }

    /** Next offset of a partition that has not been handed out. */
    long position(TopicPartition partition) {
        Deque<ConsumerRecord<String, Decoded<SpecificRecord>>> queue = waiting.get(partition);
        return queue == null || queue.isEmpty()
                ? consumer.position(partition)
                : queue.getFirst().offset();
    }

    /** Whether every partition has shown its next record or has none. */
    private boolean decided() {
        if (ends.isEmpty()) {
            ends = consumer.endOffsets(consumer.assignment());
        }
        return ends.entrySet().stream()
                .allMatch(end -> waits(end.getKey()) || consumer.position(end.getKey()) >= end.getValue());
    }

    private boolean waits(TopicPartition partition) {
        Deque<ConsumerRecord<String, Decoded<SpecificRecord>>> queue = waiting.get(partition);
        return queue != null && !queue.isEmpty();
    }

    private boolean fetch(Duration timeout) {
        List<TopicPartition> full = new ArrayList<>();
        waiting.forEach((partition, queue) -> {
            if (queue.size() > ENOUGH) {
                full.add(partition);
            }
        });
        consumer.pause(full);
        try {
            ConsumerRecords<String, Decoded<SpecificRecord>> records = consumer.poll(timeout);
            for (ConsumerRecord<String, Decoded<SpecificRecord>> record : records) {
                waiting.computeIfAbsent(
                                new TopicPartition(record.topic(), record.partition()), any -> new ArrayDeque<>())
                        .addLast(record);
            }
            return true;
        } catch (WakeupException e) {
            // Somebody wants the learner to look up; nothing was taken.
            return false;
        } finally {
            consumer.resume(full);
        }
    }
}
