package io.slipstream.runtime.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.slipstream.schemas.avro.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

    private final MockProducer<String, SpecificRecord> producer =
            new MockProducer<>(false, null, new StringSerializer(), new RecordSerializer<>());
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final DeadLetters letters = new DeadLetters(
            producer,
            "slipstream.dead-letters.v1",
            "learner",
            registry,
            Clock.fixed(Instant.ofEpochMilli(99), ZoneOffset.UTC));
    private final ConsumerRecord<String, Object> source = new ConsumerRecord<>("topic", 3, 42, "key", new Object());

    @Test
    void shouldPublishTheRecordAsItCameWithItsReason() {
        letters.refuse(source, new byte[] {1, 2}, "because");
        DeadLetter letter = (DeadLetter) producer.history().get(0).value();
        assertThat(producer.history().get(0).key()).isEqualTo("topic/3/42");
        assertThat(letter.getReason()).isEqualTo("because");
        assertThat(letter.getService()).isEqualTo("learner");
        assertThat(letter.getValue()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
        assertThat(letter.getKey()).isEqualTo(ByteBuffer.wrap("key".getBytes(StandardCharsets.UTF_8)));
        assertThat(letter.getCreatedAt()).isEqualTo(Instant.ofEpochMilli(99));
        assertThat(letters.count()).isEqualTo(1);
        assertThat(registry.counter("slipstream.dead.letters", "service", "learner")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void shouldTryThreeTimesThenCountTheLossAndGoOn() {
        letters.refuse(source, null, "because");
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThat(producer.errorNext(new TimeoutException("no broker"))).isTrue();
        }
        assertThat(producer.errorNext(new TimeoutException("no broker"))).isFalse();
        assertThat(registry.counter("slipstream.dead.letters.unpublished", "service", "learner")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void shouldNotThrowWhenTheProducerIsClosed() {
        producer.close();
        letters.refuse(source, null, "because");
        assertThat(registry.counter("slipstream.dead.letters.unpublished", "service", "learner")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void shouldKeepOnlyTheBeginningOfAGiantRecord() {
        letters.refuse(source, new byte[9 << 20], "giant");
        DeadLetter letter = (DeadLetter) producer.history().get(0).value();
        assertThat(letter.getValue().remaining()).isEqualTo(8 << 20);
    }
}
