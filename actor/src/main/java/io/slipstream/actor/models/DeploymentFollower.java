package io.slipstream.actor.models;

import io.slipstream.runtime.serde.Decoded;
import io.slipstream.runtime.serde.RefusedRecords;
import io.slipstream.schemas.avro.Deployment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Follows what the judge says its fleet shall drive. Owned by one thread. */
public final class DeploymentFollower implements AutoCloseable {
    private static final Duration WAIT = Duration.ofMillis(200);
    private static final Duration READ_BACK = Duration.ofSeconds(30);

    private final Consumer<String, Decoded<SpecificRecord>> consumer;
    private final String fleet;
    private final RefusedRecords refused;
    private @Nullable Deployment latest;

    /**
     * Reads the topic up to where it ends now.
     *
     * @param consumer reads committed records only; closed by this follower
     * @param topic of deployments
     * @param fleet whose deployment to follow
     * @param refused takes records that cannot be read
     * @throws IllegalStateException if the end of the topic is not reached in time
     */
    public DeploymentFollower(
            Consumer<String, Decoded<SpecificRecord>> consumer, String topic, String fleet, RefusedRecords refused) {
        this.consumer = consumer;
        this.fleet = fleet;
        this.refused = refused;
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long deadline = System.nanoTime() + READ_BACK.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(
                        "the deployments so far could not be read within " + READ_BACK.toSeconds() + " s");
            }
            poll(WAIT);
        }
    }

    /**
     * Reads what has come.
     *
     * @return whether anything came for the fleet
     */
    public boolean poll(Duration timeout) {
        boolean any = false;
        for (ConsumerRecord<String, Decoded<SpecificRecord>> record : consumer.poll(timeout)) {
            if (record.value() instanceof Decoded.Unreadable<SpecificRecord> unreadable) {
                refused.refuse(record, unreadable.reason());
            } else if (record.value() instanceof Decoded.Value<SpecificRecord> value
                    && value.record() instanceof Deployment deployment
                    && deployment.getFleet().equals(fleet)) {
                latest = deployment;
                any = true;
            }
        }
        return any;
    }

    /** What the fleet was told last; nothing before it was told anything. */
    public Optional<Deployment> latest() {
        return Optional.ofNullable(latest);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
