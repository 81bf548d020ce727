package io.slipstream.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.app.broker.ClusterNode;
import io.slipstream.app.broker.EmbeddedBroker;
import io.slipstream.app.broker.FreePorts;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.runtime.kafka.TopicAdmin;
import io.slipstream.runtime.serde.AvroCodec;
import io.slipstream.schemas.Topics;
import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.CommandKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A broker that has written what an actor sent, could not say so, and starts again: it remembers one batch of each producer, so the actor
 * must not have more on the way (docs/decisions/0032).
 */
@Timeout(120)
class LostAcknowledgementTest {
    private static final List<String> SENT =
            IntStream.range(0, 4).mapToObj(number -> "command-" + number).toList();

    private static final AvroCodec<Command> COMMANDS = AvroCodec.of(Command.class);

    private final List<Integer> ports = FreePorts.some(4);

    @TempDir
    private Path folder;

    @Test
    void shouldStandOnceOnTheLogAfterABrokerHasStartedAgain() throws Exception {
        Config config = Config.defaults().with(CommonSettings.BOOTSTRAP_SERVERS, "127.0.0.1:" + ports.get(0));
        KafkaClients clients = new KafkaClients(config);
        String topic = clients.name(Topics.COMMANDS);
        Path partition = folder.resolve("kafka").resolve(topic + "-0");
        Path log = partition.resolve("00000000000000000000.log");
        EmbeddedBroker broker = started();
        try (Link link = new Link(ports.get(0), ports.get(1));
                WatchService changes = folder.getFileSystem().newWatchService();
                Producer<String, SpecificRecord> producer = clients.patientProducer("actor")) {
            try (Admin admin = clients.admin("test")) {
                new TopicAdmin(admin, config).ensure(Topics.all());
            }
            producer.send(new ProducerRecord<>(topic, "f", command(SENT.get(0))))
                    .get();
            partition.register(changes, StandardWatchEventKinds.ENTRY_MODIFY);

            link.become(Link.State.MUTE, 0);
            for (int next = 1; next < SENT.size(); next++) {
                producer.send(new ProducerRecord<>(topic, "f", command(SENT.get(next))));
                written(log, next + 1, changes, Duration.ofSeconds(next == 1 ? 30 : 1));
            }
            link.become(Link.State.CUT, 0);
            broker.close();
            broker = started();
            link.become(Link.State.OPEN, 0);
            producer.flush();

            assertThat(written(log)).containsExactlyElementsOf(SENT);
        } finally {
            broker.close();
        }
    }

    /** Waits for so many records, but no longer than that: a producer that waits for an answer writes no more. */
    private static void written(Path log, int records, WatchService changes, Duration longest)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (written(log).size() < records && System.nanoTime() - deadline < 0) {
            WatchKey key = changes.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (key != null) {
                key.pollEvents();
                key.reset();
            }
        }
    }

    /** What stands on the log, the broker running or not. */
    private static List<String> written(Path log) throws IOException {
        MemoryRecords records = MemoryRecords.readableRecords(ByteBuffer.wrap(Files.readAllBytes(log)));
        return StreamSupport.stream(records.records().spliterator(), false)
                .map(record -> COMMANDS.decode(Utils.toArray(record.value())).getId())
                .toList();
    }

    private EmbeddedBroker started() {
        EmbeddedBroker broker = new EmbeddedBroker(
                folder,
                new ClusterNode(
                        1,
                        ports.get(1),
                        ports.get(0),
                        ports.get(2),
                        List.of(ports.get(3)),
                        Uuid.randomUuid().toString()));
        broker.start();
        return broker;
    }

    private static Command command(String id) {
        return new Command(id, "f", CommandKind.PAUSE, Map.of(), "test", "", Instant.EPOCH, null);
    }
}
