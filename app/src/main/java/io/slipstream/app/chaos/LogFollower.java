package io.slipstream.app.chaos;

import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.runtime.serde.AvroCodec;
import io.slipstream.runtime.serde.UnreadableRecordException;
import io.slipstream.schemas.Topic;
import io.slipstream.schemas.Topics;
import io.slipstream.schemas.avro.LearningReport;
import io.slipstream.schemas.avro.TransitionSegment;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the log as it grows, past all links: who was heard of last, how many steps arrived in which second, and a checksum of every
 * record that was ever visible. Its own thread reads; others ask.
 */
final class LogFollower implements AutoCloseable {
    /** Topics whose records are never removed while a run lasts. */
    static final List<Topic<?>> WATCHED = List.of(
            Topics.TRANSITIONS,
            Topics.EPISODES,
            Topics.MISMATCH,
            Topics.DECISIONS,
            Topics.LEARNING,
            Topics.COMMANDS,
            Topics.DEAD_LETTERS);

    private static final Logger LOG = LoggerFactory.getLogger(LogFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final String transitions;
    private final String learning;
    private final String mismatch;
    private final String decisions;
    private final AvroCodec<TransitionSegment> segments = AvroCodec.of(TransitionSegment.class);
    private final AvroCodec<LearningReport> reports = AvroCodec.of(LearningReport.class);
    private final Map<String, Long> heard = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Checksums> checksums = new HashMap<>();
    private final TreeMap<Long, Long> stepsBySecond = new TreeMap<>();
    private final Thread thread;
    private volatile boolean closing;
    private volatile long steps;
    private volatile long learnerSteps;
    private volatile boolean decided;

    LogFollower(KafkaClients clients) {
        consumer = clients.rawConsumer("chaos-follower");
        transitions = clients.name(Topics.TRANSITIONS);
        learning = clients.name(Topics.LEARNING);
        mismatch = clients.name(Topics.MISMATCH);
        decisions = clients.name(Topics.DECISIONS);
        List<TopicPartition> partitions = WATCHED.stream()
                .flatMap(topic -> consumer.partitionsFor(clients.name(topic)).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        partitions.forEach(partition -> checksums.put(partition, new Checksums()));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        thread = new Thread(this::follow, "chaos-follower");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void follow() {
        try (consumer) {
            while (!closing) {
                poll();
            }
        }
    }

    private void poll() {
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                take(record);
            }
        } catch (KafkaException e) {
            LOG.debug("the log cannot be read now", e);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        synchronized (checksums) {
            checksums
                    .computeIfAbsent(partition, any -> new Checksums())
                    .put(record.offset(), Checksums.of(record.value()));
        }
        long now = System.nanoTime();
        try {
            if (record.topic().equals(transitions)) {
                TransitionSegment segment = segments.decode(record.value());
                heard.put(segment.getActor(), now);
                count(segment.getLength());
            } else if (record.topic().equals(learning)) {
                heard.put(Cluster.LEARNER, now);
                learnerSteps = reports.decode(record.value()).getEnvironmentSteps();
            } else if (record.topic().equals(mismatch)) {
                heard.put(Cluster.MONITOR, now);
            } else if (record.topic().equals(decisions)) {
                decided = true;
            }
        } catch (UnreadableRecordException e) {
            LOG.error("{}-{}@{} cannot be read", record.topic(), record.partition(), record.offset(), e);
        }
    }

    private void count(int length) {
        synchronized (stepsBySecond) {
            stepsBySecond.merge(System.nanoTime() / 1_000_000_000L, (long) length, Long::sum);
        }
        steps += length;
    }

    /** Whether a service was heard of after a moment of {@link System#nanoTime}. */
    boolean heardSince(String name, long nanos) {
        Long last = heard.get(name);
        return last != null && last - nanos > 0;
    }

    /** Steps on the log so far. */
    long steps() {
        return steps;
    }

    /** Steps that the learner says it has taken in. */
    long learnerSteps() {
        return learnerSteps;
    }

    /** Whether any decision was made. */
    boolean decided() {
        return decided;
    }

    /** Steps that arrived, by second of {@link System#nanoTime}. */
    TreeMap<Long, Long> stepsBySecond() {
        synchronized (stepsBySecond) {
            return new TreeMap<>(stepsBySecond);
        }
    }

    /** Checksums of what was visible, by partition; call it after {@link #close}. */
    Map<TopicPartition, Checksums> seen() {
        synchronized (checksums) {
            return Map.copyOf(checksums);
        }
    }

    @Override
    public void close() {
        closing = true;
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
