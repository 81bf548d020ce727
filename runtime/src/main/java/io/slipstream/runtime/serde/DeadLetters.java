package io.slipstream.runtime.serde;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.slipstream.schemas.Keys;
import io.slipstream.schemas.avro.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes records that cannot be used, as they came and with the reason; counts them and stops nothing. */
public final class DeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final int ATTEMPTS = 3;
    // A giant record would not fit the topic; its beginning is enough to find out whose it was.
    private static final int LONGEST_VALUE = 8 << 20;

    private final Producer<String, SpecificRecord> producer;
    private final String topic;
    private final String service;
    private final Clock clock;
    private final Counter refused;
    private final Counter unpublished;
    private final AtomicLong count = new AtomicLong();

    /**
     * Creates a publisher.
     *
     * @param producer not transactional; stays the caller's to close
     * @param topic full name of the dead-letter topic
     * @param service who refuses
     * @param registry where the counters go
     * @param clock wall clock
     */
    public DeadLetters(
            Producer<String, SpecificRecord> producer,
            String topic,
            String service,
            MeterRegistry registry,
            Clock clock) {
        this.producer = producer;
        this.topic = topic;
        this.service = service;
        this.clock = clock;
        this.refused = counter("slipstream.dead.letters", "records refused", registry);
        this.unpublished = counter("slipstream.dead.letters.unpublished", "refused records that got lost", registry);
    }

    /**
     * Refuses a record that was decoded or could not be.
     *
     * @param source where it came from
     * @param value its bytes as they came
     * @param reason why, in words
     */
    public void refuse(ConsumerRecord<String, ?> source, byte @Nullable [] value, String reason) {
        byte[] key = source.key() == null ? null : source.key().getBytes(StandardCharsets.UTF_8);
        refuse(letter(source.topic(), source.partition(), source.offset(), key, value, reason));
    }

    /**
     * The letter for a record, for a caller that publishes it itself.
     *
     * @param source topic it came from
     * @param partition partition it came from
     * @param offset its offset
     * @param key its key as it came
     * @param value its value as it came; all but the beginning of a giant one is left out
     * @param reason why, in words
     */
    public DeadLetter letter(
            String source, int partition, long offset, byte @Nullable [] key, byte @Nullable [] value, String reason) {
        return DeadLetter.newBuilder()
                .setTopic(source)
                .setPartition(partition)
                .setOffset(offset)
                .setReason(reason)
                .setService(service)
                .setKey(key == null ? null : ByteBuffer.wrap(key))
                .setValue(value == null ? null : ByteBuffer.wrap(value, 0, Math.min(value.length, LONGEST_VALUE)))
                .setCreatedAt(clock.instant())
                .build();
    }

    /**
     * Publishes a letter.
     *
     * @param letter what to publish
     */
    public void refuse(DeadLetter letter) {
        count.incrementAndGet();
        refused.increment();
        LOG.warn(
                "refused {}-{}@{}: {}",
                letter.getTopic(),
                letter.getPartition(),
                letter.getOffset(),
                letter.getReason());
        send(letter, 1);
    }

    /** Number of records refused so far. */
    public long count() {
        return count.get();
    }

    private void send(DeadLetter letter, int attempt) {
        String key = Keys.source(letter.getTopic(), letter.getPartition(), letter.getOffset());
        try {
            producer.send(new ProducerRecord<>(topic, key, letter), (metadata, failure) -> {
                if (failure != null) {
                    retry(letter, attempt, failure);
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            retry(letter, attempt, e);
        }
    }

    private void retry(DeadLetter letter, int attempt, Exception failure) {
        if (attempt < ATTEMPTS && !(failure instanceof IllegalStateException)) {
            send(letter, attempt + 1);
        } else {
            unpublished.increment();
            LOG.error("a dead letter could not be published after {} attempts", attempt, failure);
        }
    }

    private Counter counter(String name, String description, MeterRegistry registry) {
        return Counter.builder(name)
                .description(description)
                .tag("service", service)
                .register(registry);
    }
}
