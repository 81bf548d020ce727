package io.slipstream.app.run;

import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.schemas.Topics;
import io.slipstream.schemas.avro.Command;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Puts commands on the log and returns when they are there. */
public final class CommandSender implements AutoCloseable {
    private static final Duration CLOSE = Duration.ofSeconds(1);

    private final Producer<String, SpecificRecord> producer;
    private final String topic;

    /** Opens a producer. */
    public CommandSender(KafkaClients clients) {
        this.producer = clients.producer("slipstream-commands");
        this.topic = clients.name(Topics.COMMANDS);
    }

    /** Sends one command; its offset once it is there. */
    public long send(Command command) {
        try {
            return producer.send(new ProducerRecord<>(topic, command.getFleet(), command))
                    .get()
                    .offset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending a command", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "the command " + command.getKind() + " could not be sent: " + e.getCause(), e);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE);
    }
}
