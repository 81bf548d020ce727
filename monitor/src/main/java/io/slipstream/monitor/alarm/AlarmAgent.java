package io.slipstream.monitor.alarm;

import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.runtime.lifecycle.Agent;
import io.slipstream.runtime.serde.Decoded;
import io.slipstream.schemas.Keys;
import io.slipstream.schemas.Topic;
import io.slipstream.schemas.Topics;
import io.slipstream.schemas.avro.Alarm;
import io.slipstream.schemas.avro.AlarmState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the log, and tells log, topic and webhook of alarms that go off and alarms that are over. One thread. */
public final class AlarmAgent implements Agent {
    private static final Logger LOG = LoggerFactory.getLogger(AlarmAgent.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CLOSE = Duration.ofSeconds(2);
    private static final Duration RECALL = Duration.ofSeconds(30);
    /** Records of each partition from before the start: enough for windows in a row. */
    private static final long BACK = 200;

    private static final List<Topic<?>> FOLLOWED =
            List.of(Topics.MISMATCH, Topics.DECISIONS, Topics.LEARNING, Topics.DEAD_LETTERS);

    private final KafkaClients clients;
    private final Clock clock;
    private final AlarmWatch watch;
    private final Consumer<Alarm> webhook;
    private volatile org.apache.kafka.clients.consumer.@Nullable Consumer<String, Decoded<SpecificRecord>> consumer;
    private @Nullable Producer<String, SpecificRecord> producer;

    /**
     * @param clients for consumer and producer
     * @param fleet that is watched
     * @param rules what to watch for
     * @param webhook takes alarms, and does not wait
     * @param clock wall clock
     */
    public AlarmAgent(KafkaClients clients, String fleet, AlarmRules rules, Consumer<Alarm> webhook, Clock clock) {
        this.clients = clients;
        this.clock = clock;
        this.webhook = webhook;
        watch = new AlarmWatch(fleet, rules, clock.instant());
    }

    @Override
    public void onStart() {
        var opened = clients.consumer("slipstream-monitor-alarms");
        consumer = opened;
        producer = clients.producer("slipstream-monitor-alarms");
        recall(opened);
        List<TopicPartition> partitions = new ArrayList<>();
        FOLLOWED.forEach(topic -> partitions.addAll(partitions(opened, topic)));
        opened.assign(partitions);
        Map<TopicPartition, Long> first = opened.beginningOffsets(partitions);
        opened.endOffsets(partitions)
                .forEach((partition, end) ->
                        opened.seek(partition, Math.max(first.getOrDefault(partition, 0L), end - BACK)));
    }

    /** What was firing when the monitor ended fires on. */
    private void recall(org.apache.kafka.clients.consumer.Consumer<String, Decoded<SpecificRecord>> opened) {
        List<TopicPartition> partitions = partitions(opened, Topics.ALARMS);
        opened.assign(partitions);
        opened.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = opened.endOffsets(partitions);
        long deadline = System.nanoTime() + RECALL.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> opened.position(end.getKey()) < end.getValue())
                && System.nanoTime() - deadline < 0) {
            for (ConsumerRecord<String, Decoded<SpecificRecord>> record : opened.poll(POLL)) {
                if (record.value() instanceof Decoded.Value<SpecificRecord> value
                        && value.record() instanceof Alarm alarm) {
                    watch.recall(alarm);
                }
            }
        }
    }

    private List<TopicPartition> partitions(org.apache.kafka.clients.consumer.Consumer<?, ?> opened, Topic<?> topic) {
        return opened.partitionsFor(clients.name(topic)).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    @Override
    public boolean doWork() {
        var open = consumer;
        if (open == null) {
            return false;
        }
        try {
            for (ConsumerRecord<String, Decoded<SpecificRecord>> record : open.poll(POLL)) {
                if (record.value() instanceof Decoded.Value<SpecificRecord> value) {
                    watch.take(value.record());
                }
            }
        } catch (WakeupException e) {
            LOG.debug("woken up");
            return false;
        }
        Instant now = clock.instant();
        watch.changes(now).forEach(this::tell);
        watch.forget(now);
        return true;
    }

    private void tell(Alarm alarm) {
        if (alarm.getState() == AlarmState.FIRING) {
            LOG.warn("alarm {} ({}): {}", alarm.getRule(), alarm.getSeverity(), alarm.getMessage());
        } else {
            LOG.info("alarm {} is over: {}", alarm.getRule(), alarm.getMessage());
        }
        Producer<String, SpecificRecord> open = producer;
        if (open != null) {
            open.send(
                    new ProducerRecord<>(
                            clients.name(Topics.ALARMS), Keys.alarm(alarm.getFleet(), alarm.getRule()), alarm),
                    (metadata, failure) -> {
                        if (failure != null) {
                            LOG.warn("alarm {} did not get onto the log", alarm.getRule(), failure);
                        }
                    });
        }
        webhook.accept(alarm);
    }

    @Override
    public void onClose() {
        if (consumer != null) {
            consumer.close();
        }
        if (producer != null) {
            producer.close(CLOSE);
        }
    }

    @Override
    public void wakeUp() {
        var open = consumer;
        if (open != null) {
            open.wakeup();
        }
    }
}
