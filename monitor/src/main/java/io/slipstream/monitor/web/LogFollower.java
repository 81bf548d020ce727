package io.slipstream.monitor.web;

import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.runtime.lifecycle.Agent;
import io.slipstream.runtime.serde.Decoded;
import io.slipstream.schemas.Topic;
import io.slipstream.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/** Follows the topics that the page shows, from a little before their end, and hands batches of records on. */
final class LogFollower implements Agent {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final List<Topic<?>> FOLLOWED = List.of(
            Topics.MODELS,
            Topics.COMMANDS,
            Topics.MISMATCH,
            Topics.DECISIONS,
            Topics.LEARNING,
            Topics.DEPLOYMENTS,
            Topics.ALARMS);

    /** Takes records in the order in which they were read. */
    interface Batches {
        void accept(List<SpecificRecord> records);
    }

    private final KafkaClients clients;
    private final Batches batches;
    private volatile @Nullable Consumer<String, Decoded<SpecificRecord>> consumer;

    LogFollower(KafkaClients clients, Batches batches) {
        this.clients = clients;
        this.batches = batches;
    }

    @Override
    public void onStart() {
        Consumer<String, Decoded<SpecificRecord>> opened = clients.consumer("slipstream-monitor-page");
        consumer = opened;
        List<TopicPartition> partitions = new ArrayList<>();
        for (Topic<?> topic : FOLLOWED) {
            opened.partitionsFor(clients.name(topic))
                    .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
        }
        opened.assign(partitions);
        Map<TopicPartition, Long> first = opened.beginningOffsets(partitions);
        opened.endOffsets(partitions)
                .forEach((partition, end) ->
                        opened.seek(partition, Math.max(first.getOrDefault(partition, 0L), end - History.KEPT)));
    }

    @Override
    public boolean doWork() {
        Consumer<String, Decoded<SpecificRecord>> open = consumer;
        if (open == null) {
            return false;
        }
        List<SpecificRecord> records = new ArrayList<>();
        try {
            for (ConsumerRecord<String, Decoded<SpecificRecord>> record : open.poll(POLL)) {
                if (record.value() instanceof Decoded.Value<SpecificRecord> value) {
                    records.add(value.record());
                }
            }
        } catch (WakeupException e) {
            // Somebody closes the page.
            return false;
        }
        if (!records.isEmpty()) {
            batches.accept(records);
        }
        return true;
    }

    @Override
    public void onClose() {
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
