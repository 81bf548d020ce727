package io.slipstream.actor.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slipstream.schemas.avro.OffsetRange;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final MockProducer<String, SpecificRecord> producer =
            new MockProducer<>(false, null, new StringSerializer(), (topic, record) -> new byte[0]);
    private final Outbox outbox = new Outbox(producer, 2);

    @Test
    void shouldWaitInsteadOfDroppingWhenTooManyRecordsAreOnTheWay() {
        send(1);
        send(2);
        CompletableFuture<Void> third = CompletableFuture.runAsync(() -> send(3));
        await().until(() -> outbox.inFlight() == 2);
        assertThat(third).isNotDone();
        assertThat(producer.history()).hasSize(2);

        producer.completeNext();

        await().until(third::isDone);
        assertThat(producer.history()).hasSize(3);
        assertThat(outbox.waitedNanos()).isPositive();
    }

    @Test
    void shouldRefuseEveryLaterRecordOnceOneFailed() {
        send(1);
        producer.errorNext(new KafkaException("gone"));

        assertThatThrownBy(() -> send(2))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("could not be delivered")
                .hasMessageContaining("gone");
    }

    @Test
    void shouldLetAWaitingSenderGoWhenClosed() {
        send(1);
        send(2);
        CompletableFuture<Void> third = CompletableFuture.runAsync(() -> send(3));

        outbox.close();

        await().until(third::isDone);
        assertThatThrownBy(third::join).hasCauseInstanceOf(PublishException.class);
    }

    private void send(int value) {
        outbox.send("topic", "key", new OffsetRange("topic", value, 0L, 0L));
    }
}
