package io.slipstream.monitor.web;

import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.schemas.Topics;
import io.slipstream.schemas.avro.Command;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Puts commands on the topic, in order; one that was appended under the same id gets its offset again. */
final class CommandProducer implements CommandLog, AutoCloseable {
    private static final Duration CLOSE = Duration.ofSeconds(2);
    private static final int REMEMBERED = 1_000;

    private final KafkaClients clients;
    private final RecentOffsets recent = new RecentOffsets(REMEMBERED);
    private @Nullable Producer<String, SpecificRecord> producer;

    CommandProducer(KafkaClients clients) {
        this.clients = clients;
    }

    @Override
    public synchronized CompletionStage<Long> append(Command command) {
        CompletableFuture<Long> known = recent.of(command.getId());
        if (known != null && !known.isCompletedExceptionally()) {
            return known;
        }
        Producer<String, SpecificRecord> open = producer;
        if (open == null) {
            open = clients.producer("slipstream-monitor-control");
            producer = open;
        }
        CompletableFuture<Long> offset = new CompletableFuture<>();
        recent.note(command.getId(), offset);
        open.send(
                new ProducerRecord<>(clients.name(Topics.COMMANDS), command.getFleet(), command),
                (metadata, failure) -> {
                    if (failure == null) {
                        offset.complete(metadata.offset());
                    } else {
                        offset.completeExceptionally(failure);
                    }
                });
        return offset;
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(CLOSE);
            producer = null;
        }
    }
}
