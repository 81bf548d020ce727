package io.slipstream.app.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.util.cuda.CudaUtils;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.slipstream.app.cli.CommandLines;
import io.slipstream.app.cli.SlipstreamCommand;
import io.slipstream.learner.LearnerService;
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
import java.io.PrintWriter;
import java.io.StringWriter;
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
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The runtime's clients against a real broker: catalogue, transactions, fencing and dead letters. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
abstract class RuntimeSuite {
    private TestBroker broker;
    private Config config;
    private KafkaClients clients;

    /** A broker that has started and holds nothing yet. */
    abstract TestBroker broker(Path folder);

    @BeforeAll
    void start(@TempDir Path folder) {
        broker = broker(folder);
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
    void shouldFenceTheOlderOfTwoLearners() {
        Config own = config.with(CommonSettings.TOPICS_PREFIX, "fenced");
        KafkaClients learners = new KafkaClients(own);
        String topic = learners.name(Topics.COMMANDS);
        String id = LearnerService.transactionalId("fenced");
        try (Admin admin = learners.admin("test");
                Producer<String, SpecificRecord> older = learners.transactionalProducer("older", id);
                Producer<String, SpecificRecord> newer = learners.transactionalProducer("newer", id)) {
            new TopicAdmin(admin, own).ensure(Topics.all());
            older.initTransactions();
            older.beginTransaction();
            older.send(new ProducerRecord<>(topic, "f", command("of the older")));
            older.flush();
            newer.initTransactions();
            assertThatThrownBy(older::commitTransaction).isInstanceOf(ProducerFencedException.class);
            newer.beginTransaction();
            newer.send(new ProducerRecord<>(topic, "f", command("of the newer")));
            newer.commitTransaction();
        }
        try (Consumer<String, Decoded<Command>> consumer = learners.consumer("fenced", Topics.COMMANDS)) {
            assertThat(read(consumer, topic))
                    .extracting(ConsumerRecord::value)
                    .containsExactly(new Decoded.Value<>(command("of the newer")));
        }
    }

    @Test
    void shouldSayInOneSentenceThatThereIsNoGpu(@TempDir Path folder) {
        assumeThat(CudaUtils.getGpuCount()).isZero();
        StringWriter out = new StringWriter();
        CommandLine line = CommandLines.of(new SlipstreamCommand());
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
        int status = line.execute(
                "learner",
                "--set",
                "bootstrap.servers=" + broker.bootstrapServers(),
                "--set",
                "learner.folder=" + folder,
                "--set",
                "learner.device=gpu:1");
        assertThat(status).isEqualTo(1);
        assertThat(out.toString())
                .isEqualToIgnoringNewLines(
                        "slipstream: learner.device is gpu:1, but CUDA finds no GPU here; look for the driver and for libcudart, or choose cpu");
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
