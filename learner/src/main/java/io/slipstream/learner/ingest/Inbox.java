package io.slipstream.learner.ingest;

import io.slipstream.runtime.serde.Decoded;
import io.slipstream.runtime.serde.RefusedRecords;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The learner's view of the log: all its topics through one consumer, positions kept by the learner's own checkpoint and
 * not by the broker. What cannot be read is refused and counted, and stops nothing. Owned by one thread.
 */
public final class Inbox implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final Duration RECALL = Duration.ofSeconds(30);

    private final org.apache.kafka.clients.consumer.Consumer<String, Decoded<SpecificRecord>> consumer;
    private final EventReader reader;
    private final RefusedRecords refused;
    private final LogOrder order;
    private long refusedCount;

    /**
     * Assigns all partitions of the topics.
     *
     * @param consumer reads committed records only; closed by this inbox
     * @param topics topics to read
     * @param reader makes events of records
     * @param refused takes what cannot be read
     */
    public Inbox(
            org.apache.kafka.clients.consumer.Consumer<String, Decoded<SpecificRecord>> consumer,
            Collection<String> topics,
            EventReader reader,
            RefusedRecords refused) {
        this.consumer = consumer;
        this.reader = reader;
        this.refused = refused;
        this.order = new LogOrder(consumer);
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics) {
            consumer.partitionsFor(topic).forEach(p -> partitions.add(new TopicPartition(topic, p.partition())));
        }
        consumer.assign(partitions);
    }

    /** Reads a topic from its beginning. */
    public void fromBeginning(String topic) {
        consumer.seekToBeginning(partitions(topic));
    }

    /** Reads only what comes from now on. */
    public void fromNow(String topic) {
        List<TopicPartition> partitions = partitions(topic);
        consumer.seekToEnd(partitions);
        // The seek is lazy; asking for the position makes "now" this moment.
        partitions.forEach(consumer::position);
    }

    /**
     * Reads a topic from its beginning to its present end, where the inbox goes on later.
     *
     * @throws IllegalStateException if that takes too long
     */
    public void recall(String topic, Consumer<LogEvent> events) {
        List<TopicPartition> past = partitions(topic);
        List<TopicPartition> others = new ArrayList<>(consumer.assignment());
        others.removeAll(past);
        consumer.pause(others);
        consumer.seekToBeginning(past);
        Map<TopicPartition, Long> ends = consumer.endOffsets(past);
        long deadline = System.nanoTime() + RECALL.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(
                        "topic " + topic + " could not be read within " + RECALL.toSeconds() + " s");
            }
            for (ConsumerRecord<String, Decoded<SpecificRecord>> record : polled(Duration.ofMillis(100))) {
                TopicPartition source = new TopicPartition(record.topic(), record.partition());
                if (record.offset() < ends.getOrDefault(source, 0L)) {
                    again(record).ifPresent(events);
                }
            }
        }
        ends.forEach(consumer::seek);
        consumer.resume(others);
    }

    /**
     * Goes on where a checkpoint was made; partitions it does not name keep their position.
     *
     * @throws IllegalStateException if the log is shorter than that
     */
    public void seek(Map<String, Long> offsets) {
        order.clear();
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        for (TopicPartition partition : consumer.assignment()) {
            Long offset = offsets.get(partition.topic() + "/" + partition.partition());
            if (offset != null && offset > ends.getOrDefault(partition, 0L)) {
                throw new IllegalStateException("the checkpoint has read " + partition + " up to offset " + offset
                        + " but the log ends at " + ends.get(partition)
                        + ": it belongs to another log; move the checkpoint away to start anew");
            }
            if (offset != null) {
                consumer.seek(partition, offset);
            }
        }
    }

    /** Next offset of every partition, as "topic/partition". Everything before has been handed out. */
    public Map<String, Long> offsets() {
        Map<String, Long> offsets = new TreeMap<>();
        for (TopicPartition partition : consumer.assignment()) {
            offsets.put(partition.topic() + "/" + partition.partition(), order.position(partition));
        }
        return offsets;
    }

    /**
     * Hands out what has come.
     *
     * @return whether anything came
     */
    public boolean poll(Duration timeout, Consumer<Heard> events) {
        boolean any = false;
        for (ConsumerRecord<String, Decoded<SpecificRecord>> record : polled(timeout)) {
            any = true;
            read(record).map(event -> heard(event, record)).ifPresent(events);
        }
        return any;
    }

    /**
     * Hands out the next record in the order of the log, by timestamp, topic, partition and offset: the same for the same log.
     *
     * @param timeout how long to wait at the end of the log
     * @return whether one came
     */
    public boolean next(Duration timeout, Consumer<Heard> events) {
        Optional<ConsumerRecord<String, Decoded<SpecificRecord>>> record = order.next(timeout);
        record.ifPresent(one -> read(one).map(event -> heard(event, one)).ifPresent(events));
        return record.isPresent();
    }

    private static Heard heard(LogEvent event, ConsumerRecord<?, ?> record) {
        return new Heard(event, record.topic(), record.partition(), record.offset());
    }

    private ConsumerRecords<String, Decoded<SpecificRecord>> polled(Duration timeout) {
        try {
            return consumer.poll(timeout);
        } catch (WakeupException e) {
            // Somebody wants the learner to look up; nothing was taken.
            return ConsumerRecords.empty();
        }
    }

    /**
     * Reads records of the past again in the order they arrived then, and nothing else. Positions are undefined
     * afterwards: seek.
     *
     * @param topic their topic
     * @param runs the order of arrival
     * @param events takes them
     */
    public void replay(String topic, List<ArrivalLog.Run> runs, Consumer<LogEvent> events) {
        Map<Integer, Long> starts = new HashMap<>();
        runs.forEach(run -> starts.merge(run.partition(), run.from(), Math::min));
        List<TopicPartition> others = new ArrayList<>(consumer.assignment());
        Map<Integer, Deque<ConsumerRecord<String, Decoded<SpecificRecord>>>> waiting = new HashMap<>();
        starts.forEach((partition, from) -> {
            TopicPartition source = new TopicPartition(topic, partition);
            others.remove(source);
            consumer.seek(source, from);
            waiting.put(partition, new ArrayDeque<>());
        });
        consumer.pause(others);
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        for (ArrivalLog.Run run : runs) {
            long end = ends.getOrDefault(new TopicPartition(topic, run.partition()), 0L);
            replay(topic, run, Math.min(run.to(), end), waiting, events);
        }
        consumer.resume(others);
    }

    /** Records that were refused so far. */
    public long refused() {
        return refusedCount;
    }

    /** Makes a {@link #poll} in progress end at once; safe from any thread. */
    public void wakeUp() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void replay(
            String topic,
            ArrivalLog.Run run,
            long to,
            Map<Integer, Deque<ConsumerRecord<String, Decoded<SpecificRecord>>>> waiting,
            Consumer<LogEvent> events) {
        TopicPartition source = new TopicPartition(topic, run.partition());
        Deque<ConsumerRecord<String, Decoded<SpecificRecord>>> queue = waiting.get(run.partition());
        if (queue == null) {
            throw new IllegalArgumentException("partition " + run.partition() + " was not sought");
        }
        while (consumer.position(source) < to) {
            for (ConsumerRecord<String, Decoded<SpecificRecord>> record : polled(Duration.ofMillis(100))) {
                Deque<ConsumerRecord<String, Decoded<SpecificRecord>>> of = waiting.get(record.partition());
                if (record.topic().equals(topic) && of != null) {
                    of.addLast(record);
                }
            }
        }
        while (!queue.isEmpty() && queue.getFirst().offset() < run.to()) {
            ConsumerRecord<String, Decoded<SpecificRecord>> record = queue.removeFirst();
            if (record.offset() >= run.from()) {
                again(record).ifPresent(events);
            }
        }
    }

    private Optional<LogEvent> read(ConsumerRecord<String, Decoded<SpecificRecord>> record) {
        try {
            return reader.read(record);
        } catch (IllegalArgumentException e) {
            refuse(record, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** What was refused when it first came is not refused a second time. */
    private Optional<LogEvent> again(ConsumerRecord<String, Decoded<SpecificRecord>> record) {
        try {
            return reader.read(record);
        } catch (IllegalArgumentException e) {
            LOG.debug("skipped {}-{}@{} again", record.topic(), record.partition(), record.offset(), e);
            return Optional.empty();
        }
    }

    private void refuse(ConsumerRecord<String, Decoded<SpecificRecord>> record, String reason) {
        refusedCount++;
        refused.refuse(record, reason);
    }

    private List<TopicPartition> partitions(String topic) {
        return consumer.assignment().stream()
                .filter(partition -> partition.topic().equals(topic))
                .toList();
    }
}
