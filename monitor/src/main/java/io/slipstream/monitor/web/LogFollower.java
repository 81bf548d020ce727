package io.slipstream.monitor.web;

import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.runtime.lifecycle.Agent;
import io.slipstream.runtime.serde.Decoded;
import io.slipstream.schemas.Topic;
import io.slipstream.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the topics that the page shows, from a little before their end, and hands batches of records on. What was there at the start comes as
 * one batch in the order of its time, whatever partition it is from.
 */
final class LogFollower implements Agent {
    private static final Logger LOG = LoggerFactory.getLogger(LogFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long MEASURE_NANOS = Duration.ofSeconds(2).toNanos();
    /** Topics with how many of the newest records of each partition matter at the start. */
    private static final Map<Topic<?>, Long> FOLLOWED = followed();

    /** Takes what was read. */
    interface Sink {
        /** Records in the order in which they were read. */
        void records(List<SpecificRecord> records);

        /** How the topics stand. */
        void topics(List<TopicWatch.Row> rows);
    }

    private final KafkaClients clients;
    private final String readers;
    private final Sink sink;
    private final List<ConsumerRecord<String, Decoded<SpecificRecord>>> early = new ArrayList<>();
    private Map<TopicPartition, Long> ends = new HashMap<>();
    private long measuredAt;
    private @Nullable TopicWatch watch;
    private volatile @Nullable Consumer<String, Decoded<SpecificRecord>> consumer;

    /**
     * @param clients for the reader of the log
     * @param readers consumer group of the monitor's topology, whose lag is shown
     * @param sink takes what was read
     */
    LogFollower(KafkaClients clients, String readers, Sink sink) {
        this.clients = clients;
        this.readers = readers;
        this.sink = sink;
    }

    private static Map<Topic<?>, Long> followed() {
        Map<Topic<?>, Long> followed = new LinkedHashMap<>();
        for (Topic<?> topic : List.of(
                Topics.MODELS,
                Topics.COMMANDS,
                Topics.MISMATCH,
                Topics.DECISIONS,
                Topics.LEARNING,
                Topics.DEPLOYMENTS,
                Topics.ALARMS)) {
            followed.put(topic, (long) History.KEPT);
        }
        // As many as end within the reports that are shown.
        followed.put(Topics.EPISODES, 20L * History.KEPT);
        followed.put(Topics.DEAD_LETTERS, 50L);
        followed.put(Topics.SCENES, 16L);
        return followed;
    }

    @Override
    public void onStart() {
        Consumer<String, Decoded<SpecificRecord>> opened = clients.consumer("slipstream-monitor-page");
        consumer = opened;
        Map<TopicPartition, Long> wanted = new HashMap<>();
        FOLLOWED.forEach((topic, last) -> opened.partitionsFor(clients.name(topic))
                .forEach(info -> wanted.put(new TopicPartition(info.topic(), info.partition()), last)));
        opened.assign(wanted.keySet());
        Map<TopicPartition, Long> first = opened.beginningOffsets(wanted.keySet());
        ends = new HashMap<>(opened.endOffsets(wanted.keySet()));
        ends.forEach((partition, end) -> opened.seek(
                partition, Math.max(first.getOrDefault(partition, 0L), end - wanted.getOrDefault(partition, 0L))));
        watch = new TopicWatch(clients, opened, readers, System::nanoTime);
        measuredAt = System.nanoTime() - MEASURE_NANOS;
    }

    @Override
    public boolean doWork() {
        Consumer<String, Decoded<SpecificRecord>> open = consumer;
        if (open == null) {
            return false;
        }
        try {
            List<ConsumerRecord<String, Decoded<SpecificRecord>>> polled = new ArrayList<>();
            open.poll(POLL).forEach(polled::add);
            handOn(open, polled);
            measure();
        } catch (WakeupException e) {
            // Somebody closes the page.
            return false;
        }
        return true;
    }

    private void handOn(Consumer<?, ?> open, List<ConsumerRecord<String, Decoded<SpecificRecord>>> polled) {
        if (ends.isEmpty()) {
            send(polled);
            return;
        }
        early.addAll(polled);
        ends.entrySet().removeIf(end -> open.position(end.getKey()) >= end.getValue());
        if (ends.isEmpty()) {
            early.sort(Comparator.comparingLong(ConsumerRecord::timestamp));
            send(early);
            early.clear();
        }
    }

    private void send(List<ConsumerRecord<String, Decoded<SpecificRecord>>> read) {
        List<SpecificRecord> records = new ArrayList<>();
        for (ConsumerRecord<String, Decoded<SpecificRecord>> record : read) {
            if (record.value() instanceof Decoded.Value<SpecificRecord> value) {
                records.add(value.record());
            }
        }
        if (!records.isEmpty()) {
            sink.records(records);
        }
    }

    private void measure() {
        TopicWatch measures = watch;
        if (measures != null && System.nanoTime() - measuredAt >= MEASURE_NANOS) {
            measuredAt = System.nanoTime();
            try {
                sink.topics(measures.measure());
            } catch (TimeoutException e) {
                LOG.debug("the brokers do not tell how the topics stand at the moment", e);
            }
        }
    }

    @Override
    public void onClose() {
        if (watch != null) {
            watch.close();
        }
        Consumer<String, Decoded<SpecificRecord>> open = consumer;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void wakeUp() {
        Consumer<String, Decoded<SpecificRecord>> open = consumer;
        if (open != null) {
            open.wakeup();
        }
    }
}
