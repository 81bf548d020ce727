package io.slipstream.app.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.kafka.ClusterCheck;
import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.runtime.kafka.TopicAdmin;
import io.slipstream.runtime.serde.DeadLetters;
import io.slipstream.runtime.serde.Decoded;
import io.slipstream.schemas.Topic;
import io.slipstream.schemas.Topics;
import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.CommandKind;
import io.slipstream.schemas.avro.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The runtime's clients against a real broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class RuntimeOnBrokerTest {
    private EmbeddedBroker broker;
    private Config config;
    private KafkaClients clients;

    @BeforeAll
    void start(@TempDir Path folder) {
        broker = new EmbeddedBroker(folder, 0);
        broker.start();
        config = Config.defaults().with(CommonSettings.BOOTSTRAP_SERVERS, broker.bootstrapServers());
        clients = new KafkaClients(config);
        new ClusterCheck(config).require();
        try (Admin admin = clients.admin("test")) {
            new TopicAdmin(admin, config).ensure(Topics.all());
        }
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void shouldCreateTheCatalogueOnceWithItsSettings() throws Exception {
        Config other = config.with(CommonSettings.TOPICS_PREFIX, "other.fleet");
        try (Admin admin = clients.admin("test")) {
            TopicAdmin topics = new TopicAdmin(admin, other);
            assertThat(topics.describe(Topics.all())).isEmpty();
            assertThat(topics.ensure(Topics.all())).hasSize(Topics.all().size());
            assertThat(topics.ensure(Topics.all())).isEmpty();
            for (Topic<?> topic : Topics.all()) {
                assertThat(settings(admin, topic.name("other.fleet"))).containsAllEntriesOf(topic.settings());
            }
        }
    }

    @Test
    void shouldReadOnlyWhatATransactionCommitted() {
        Topic<Command> topic = Topics.COMMANDS;
        try (Producer<String, SpecificRecord> producer = clients.transactionalProducer("tx", "tx-1")) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(clients.name(topic), "f", command("aborted")));
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(clients.name(topic), "f", command("committed")));
            producer.commitTransaction();
        }
        try (Consumer<String, Decoded<Command>> consumer = clients.consumer("reader", topic)) {
            assertThat(read(consumer, clients.name(topic)))
                    .extracting(ConsumerRecord::value)
                    .containsExactly(new Decoded.Value<>(command("committed")));
        }
    }

    @Test
    void shouldSendTheUnreadableToDeadLettersAndGoOn() throws Exception {
        String topic = clients.name(Topics.LEARNING);
        byte[] rubbish = {1, 2, 3};
        sendRaw(topic, rubbish);
        try (Consumer<String, Decoded<SpecificRecord>> consumer = clients.consumer("any");
                Producer<String, SpecificRecord> producer = clients.producer("dead-letters")) {
            DeadLetters letters = new DeadLetters(
                    producer, clients.name(Topics.DEAD_LETTERS), "test", new SimpleMeterRegistry(), Clock.systemUTC());
            for (ConsumerRecord<String, Decoded<SpecificRecord>> record : read(consumer, topic)) {
                if (record.value() instanceof Decoded.Unreadable<SpecificRecord> unreadable) {
                    letters.refuse(record, unreadable.bytes(), unreadable.reason());
                }
            }
            producer.flush();
            assertThat(letters.count()).isEqualTo(1);
        }
        try (Consumer<String, Decoded<DeadLetter>> consumer = clients.consumer("letters", Topics.DEAD_LETTERS)) {
            assertThat(read(consumer, clients.name(Topics.DEAD_LETTERS)))
                    .singleElement()
                    .extracting(ConsumerRecord::value)
                    .isInstanceOfSatisfying(Decoded.Value.class, value -> {
                        DeadLetter letter = (DeadLetter) value.record();
                        assertThat(letter.getTopic()).isEqualTo(topic);
                        assertThat(letter.getValue()).isEqualTo(ByteBuffer.wrap(rubbish));
                        assertThat(letter.getReason()).contains("single-object");
                    });
        }
    }

    private static Map<String, String> settings(Admin admin, String topic)
            throws InterruptedException, ExecutionException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Map<String, String> settings = new HashMap<>();
        for (var described :
                admin.describeConfigs(List.of(resource)).all().get().values()) {
            described.entries().forEach(entry -> settings.put(entry.name(), entry.value()));
        }
        return settings;
    }

    private void sendRaw(String topic, byte[] value) throws InterruptedException, ExecutionException {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (Producer<String, byte[]> raw =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            raw.send(new ProducerRecord<>(topic, "f", value)).get();
        }
    }

    // The end is told by position, since aborted transactions leave holes in the offsets; and a commit may take a
    // moment to
    // show, so that at least one record is waited for.
    private static <T> List<ConsumerRecord<String, T>> read(Consumer<String, T> consumer, String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        List<ConsumerRecord<String, T>> records = new ArrayList<>();
        while (records.isEmpty() || consumer.position(partition) < end) {
            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        }
        return records;
    }

    private static Command command(String id) {
        return new Command(id, "f", CommandKind.PAUSE, Map.of(), "test", "", Instant.EPOCH, null);
    }
}
