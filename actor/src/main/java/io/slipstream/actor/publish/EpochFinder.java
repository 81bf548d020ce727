package io.slipstream.actor.publish;

import io.slipstream.runtime.serde.Decoded;
import io.slipstream.schemas.avro.TransitionSegment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the newest epoch of an actor at the end of the log. An epoch is the wall clock of an actor's start; a clock that was set back since
 * would give a smaller one, and whoever reads the log would drop what comes of it as fenced.
 */
public final class EpochFinder {
    private static final Logger LOG = LoggerFactory.getLogger(EpochFinder.class);
    private static final long LAST_RECORDS = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<String, Decoded<SpecificRecord>> consumer;
    private final String topic;

    /**
     * @param consumer stays the caller's to close
     * @param topic of segments
     */
    public EpochFinder(Consumer<String, Decoded<SpecificRecord>> consumer, String topic) {
        this.consumer = consumer;
        this.topic = topic;
    }

    /** The newest epoch of an actor among the last records of each partition; 0 when there is none. */
    public long newest(String fleet, String actor) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        ends.forEach((partition, end) ->
                consumer.seek(partition, Math.max(first.getOrDefault(partition, 0L), end - LAST_RECORDS)));
        long newest = 0;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() - deadline > 0) {
                LOG.warn("the end of {} could not be read in time: the clock alone gives the epoch", topic);
                return newest;
            }
            for (ConsumerRecord<String, Decoded<SpecificRecord>> record : consumer.poll(POLL)) {
                newest = Math.max(newest, epoch(record, fleet, actor));
            }
        }
        return newest;
    }

    private static long epoch(ConsumerRecord<String, Decoded<SpecificRecord>> record, String fleet, String actor) {
        return record.value() instanceof Decoded.Value<SpecificRecord> value
                        && value.record() instanceof TransitionSegment segment
                        && segment.getFleet().equals(fleet)
                        && segment.getActor().equals(actor)
                ? segment.getEpoch()
                : 0;
    }
}
