package io.slipstream.actor.admission;

import io.slipstream.runtime.lifecycle.Agent;
import io.slipstream.runtime.serde.Decoded;
import io.slipstream.schemas.avro.LearningReport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what the fleet's learner reports from now on, for the {@link Admission}. One thread runs it. */
public final class LearnerWatch implements Agent {
    private static final Logger LOG = LoggerFactory.getLogger(LearnerWatch.class);
    private static final Duration WAIT = Duration.ofMillis(500);

    private final Consumer<String, Decoded<SpecificRecord>> consumer;
    private final String fleet;
    private final Admission admission;
    private boolean allowed = true;

    /**
     * @param consumer closed by this watch
     * @param topic of learning reports
     * @param fleet whose learner
     * @param admission told how far behind it is
     */
    public LearnerWatch(
            Consumer<String, Decoded<SpecificRecord>> consumer, String topic, String fleet, Admission admission) {
        this.consumer = consumer;
        this.fleet = fleet;
        this.admission = admission;
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
        } catch (AuthorizationException e) {
            refused(e);
        }
    }

    @Override
    public boolean doWork() {
        if (!allowed) {
            LockSupport.parkNanos(WAIT.toNanos());
            return true;
        }
        try {
            read();
        } catch (AuthorizationException e) {
            refused(e);
        }
        return true;
    }

    private void read() {
        for (ConsumerRecord<String, Decoded<SpecificRecord>> record : consumer.poll(WAIT)) {
            // What cannot be read is the monitor's to report: it reads every topic.
            if (record.value() instanceof Decoded.Value<SpecificRecord> value
                    && value.record() instanceof LearningReport report
                    && report.getFleet().equals(fleet)) {
                admission.heard(report.getBehind());
            }
        }
    }

    /** A cluster whose access list is older than this: the fleet drives on, as it did then. */
    private void refused(AuthorizationException e) {
        allowed = false;
        LOG.warn(
                "what the learner reports may not be read: driving is not held back when it falls behind; `slipstream acls` lists what"
                        + " an actor needs ({})",
                e.getMessage());
    }

    @Override
    public void wakeUp() {
        consumer.wakeup();
    }

    @Override
    public void onClose() {
        consumer.close();
    }
}
