package io.slipstream.app.chaos;

import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.schemas.Topics;
import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.CommandKind;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Asks for things now and then, as people do: another shift of the world, a part to be trained. Owned by one thread. */
final class Operator implements AutoCloseable {
    private static final List<String> SHIFTS = List.of("D1", "C0", "O1", "C0");
    private static final List<String> COMPONENTS = List.of("WORLD_MODEL", "POLICY");

    private final Producer<String, SpecificRecord> producer;
    private final String topic;
    private final Clock clock;
    private final ExecutorService sending = Executors.newSingleThreadExecutor(Operator::daemon);
    private int asked;

    Operator(KafkaClients clients, Clock clock) {
        producer = clients.patientProducer("chaos-operator");
        topic = clients.name(Topics.COMMANDS);
        this.clock = clock;
    }

    /** Asks for the next thing and does not wait for it to arrive. */
    void ask() {
        if (asked % 2 == 0) {
            shift(SHIFTS.get(asked / 2 % SHIFTS.size()));
        } else {
            send(CommandKind.FORCE_COMPONENT, Map.of("component", COMPONENTS.get(asked / 2 % COMPONENTS.size())));
        }
    }

    /** Asks for a shift and does not wait for it to arrive. */
    void shift(String id) {
        send(CommandKind.CHANGE_SCENARIO, Map.of("shift", id));
    }

    private void send(CommandKind kind, Map<String, String> arguments) {
        Command command = Command.newBuilder()
                .setId("chaos-" + asked)
                .setFleet(ChaosSettings.FLEET)
                .setKind(kind)
                .setArguments(arguments)
                .setIssuedBy("chaos")
                .setReason("something is to happen")
                .setCreatedAt(clock.instant())
                .build();
        asked++;
        // A send waits while no broker is there; whoever mends the brokers must not wait for that.
        sending.execute(() -> producer.send(new ProducerRecord<>(topic, command.getFleet(), command)));
    }

    /** Commands so far. */
    int asked() {
        return asked;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "chaos-operator");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        sending.shutdownNow();
        // What was not sent by now is missed by nobody; a wait would be broken off by a stop, with an error in the log.
        producer.close(Duration.ZERO);
    }
}
