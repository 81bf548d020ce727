package io.slipstream.learner.publish;

import io.slipstream.runtime.serde.Decoded;
import io.slipstream.runtime.weights.VersionNumbering;
import io.slipstream.schemas.avro.ModelVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The numbers that a fleet's versions have on the log, whoever published them. Owned by one thread. */
public final class VersionNumbers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VersionNumbers.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<String, Decoded<SpecificRecord>> consumer;
    private final String fleet;
    private int newest;

    /**
     * @param consumer reads committed records only; closed by this object
     * @param modelsTopic manifests
     * @param fleet whose versions count
     */
    public VersionNumbers(Consumer<String, Decoded<SpecificRecord>> consumer, String modelsTopic, String fleet) {
        this.consumer = consumer;
        this.fleet = fleet;
        List<TopicPartition> partitions = consumer.partitionsFor(modelsTopic).stream()
                .map(partition -> new TopicPartition(modelsTopic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /**
     * The newest number by now; 0 when the fleet has no version.
     *
     * @throws TimeoutException if the topic cannot be read to its end
     */
    public int newest() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException(
                        "the versions on the log could not be read within " + PATIENCE.toSeconds() + " s");
            }
            consumer.poll(POLL).forEach(this::take);
        }
        return newest;
    }

    private void take(ConsumerRecord<String, Decoded<SpecificRecord>> record) {
        if (record.value() instanceof Decoded.Value<SpecificRecord> value
                && value.record() instanceof ModelVersion version
                && version.getFleet().equals(fleet)
                && version.getVersion() > newest) {
            note(version.getVersion());
        }
    }

    /** Those who follow versions refuse a number that is too large, and say why. */
    private void note(int number) {
        if (VersionNumbering.follows(newest, number)) {
            newest = number;
        } else {
            LOG.warn("a version {} on the log is passed over: the newest before it is {}", number, newest);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
