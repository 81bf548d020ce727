package io.slipstream.app.topics;

import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.runtime.serde.Decoded;
import io.slipstream.schemas.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Hands the records of a topic on, from its beginning or from its last few, up to its end or as they come. */
public final class TopicTail {
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private final KafkaClients clients;
    private final Topic<?> topic;

    /** A tail of one topic; nothing is opened yet. */
    public TopicTail(KafkaClients clients, Topic<?> topic) {
        this.clients = clients;
        this.topic = topic;
    }

    /**
     * Reads until the end that the topic had at the start or, when following, for as long as wanted.
     *
     * @param last how many of the newest records of each partition to begin with; -1 for all
     * @param follow whether to wait for more at the end
     * @param wanted asked between two polls
     * @param sink takes the records
     */
    public void read(
            long last,
            boolean follow,
            BooleanSupplier wanted,
            Consumer<ConsumerRecord<String, Decoded<SpecificRecord>>> sink) {
        try (var consumer = clients.consumer("slipstream-tail")) {
            List<TopicPartition> partitions = consumer.partitionsFor(clients.name(topic)).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            begins.forEach((partition, begin) -> consumer.seek(
                    partition, last < 0 ? begin : Math.max(begin, ends.getOrDefault(partition, begin) - last)));
            while (wanted.getAsBoolean() && (follow || !ended(consumer, ends))) {
                consumer.poll(PATIENCE).forEach(sink);
            }
        }
    }

    private static boolean ended(
            org.apache.kafka.clients.consumer.Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
