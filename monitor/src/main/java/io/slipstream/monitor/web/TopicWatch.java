package io.slipstream.monitor.web;

import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.schemas.Topic;
import io.slipstream.schemas.Topics;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures how fast topics grow, what they hold and how far the monitor's topology is behind. Belongs to the page's thread. */
final class TopicWatch implements AutoCloseable {
    /**
     * The state of one topic.
     *
     * @param topic full name
     * @param rate new records per second; null at the first look
     * @param records offsets held
     * @param lag records that the topology has not come to; null when it does not read the topic
     */
    record Row(
            String topic,
            @Nullable Double rate,
            long records,
            @Nullable Long lag) {
        JsonObject json() {
            return new JsonObject()
                    .put("topic", topic)
                    .put("rate", rate)
                    .put("records", records)
                    .put("lag", lag);
        }
    }

    /** All but weights, which a monitor has no business with and need not be allowed to read. */
    private static final List<Topic<?>> WATCHED =
            Topics.all().stream().filter(topic -> topic != Topics.WEIGHTS).toList();

    private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);
    private static final double NANOS = 1e9;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final KafkaClients clients;
    private final Consumer<?, ?> consumer;
    private final Admin admin;
    private final String readers;
    private final LongSupplier nanoTime;
    private final Map<Topic<?>, List<TopicPartition>> partitions = new HashMap<>();
    private final Map<Topic<?>, Long> before = new HashMap<>();
    private long measuredAt;

    TopicWatch(KafkaClients clients, Consumer<?, ?> consumer, String readers, LongSupplier nanoTime) {
        this.clients = clients;
        this.consumer = consumer;
        this.admin = clients.admin("slipstream-monitor-page-lag");
        this.readers = readers;
        this.nanoTime = nanoTime;
        WATCHED.forEach(topic -> partitions.put(topic, partitionsOf(topic)));
        measuredAt = nanoTime.getAsLong();
    }

    private List<TopicPartition> partitionsOf(Topic<?> topic) {
        return consumer.partitionsFor(clients.name(topic)).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    /** The state of all topics. */
    List<Row> measure() {
        List<TopicPartition> all =
                partitions.values().stream().flatMap(List::stream).toList();
        Map<TopicPartition, Long> ends = consumer.endOffsets(all, PATIENCE);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(all, PATIENCE);
        Map<TopicPartition, OffsetAndMetadata> read = committed();
        long now = nanoTime.getAsLong();
        double seconds = (now - measuredAt) / NANOS;
        measuredAt = now;
        List<Row> rows = new ArrayList<>();
        for (Topic<?> topic : WATCHED) {
            long end = sum(topic, ends);
            Long last = before.put(topic, end);
            Double rate = last == null || seconds <= 0 ? null : (end - last) / seconds;
            rows.add(new Row(clients.name(topic), rate, end - sum(topic, begins), lag(topic, ends, read)));
        }
        return rows;
    }

    private long sum(Topic<?> topic, Map<TopicPartition, Long> offsets) {
        return partitions.getOrDefault(topic, List.of()).stream()
                .mapToLong(partition -> offsets.getOrDefault(partition, 0L))
                .sum();
    }

    /** Records that the monitor has not come to yet; null for topics that it does not read. */
    private @Nullable Long lag(
            Topic<?> topic, Map<TopicPartition, Long> ends, Map<TopicPartition, OffsetAndMetadata> read) {
        Long lag = null;
        for (TopicPartition partition : partitions.getOrDefault(topic, List.of())) {
            OffsetAndMetadata at = read.get(partition);
            if (at != null) {
                long left = Math.max(0, ends.getOrDefault(partition, 0L) - at.offset());
                lag = left + (lag == null ? 0 : lag);
            }
        }
        return lag;
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() {
        try {
            return admin.listConsumerGroupOffsets(readers)
                    .partitionsToOffsetAndMetadata()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("the lag of {} is not known at the moment", readers, e);
            return Map.of();
        }
    }

    @Override
    public void close() {
        admin.close(PATIENCE);
    }
}
