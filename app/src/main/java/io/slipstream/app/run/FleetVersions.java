package io.slipstream.app.run;

import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.runtime.serde.Decoded;
import io.slipstream.schemas.Topics;
import io.slipstream.schemas.avro.ModelVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The model versions of a fleet on the log.
 *
 * @param numbers of the fleet asked for
 * @param fleets all fleets that have versions
 */
public record FleetVersions(SortedSet<Integer> numbers, SortedSet<String> fleets) {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Reads the topic of manifests once. */
    public static FleetVersions read(KafkaClients clients, String fleet) {
        SortedSet<Integer> numbers = new TreeSet<>();
        SortedSet<String> fleets = new TreeSet<>();
        String topic = clients.name(Topics.MODELS);
        try (Consumer<String, Decoded<SpecificRecord>> consumer = clients.consumer("slipstream-control")) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())
                    && System.nanoTime() - deadline < 0) {
                for (ConsumerRecord<String, Decoded<SpecificRecord>> record : consumer.poll(POLL)) {
                    if (record.value() instanceof Decoded.Value<SpecificRecord> value
                            && value.record() instanceof ModelVersion version) {
                        fleets.add(version.getFleet());
                        if (version.getFleet().equals(fleet)) {
                            numbers.add(version.getVersion());
                        }
                    }
                }
            }
        }
        return new FleetVersions(numbers, fleets);
    }
}
