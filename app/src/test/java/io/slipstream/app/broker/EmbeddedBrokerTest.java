package io.slipstream.app.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.util.DefaultLocale;

class EmbeddedBrokerTest {
    @Test
    void shouldKeepRecordsOverARestartOnTheSameFolder(@TempDir Path parent) throws Exception {
        Path folder = parent.resolve("données d'une straße");
        try (EmbeddedBroker broker = new EmbeddedBroker(folder, 0)) {
            broker.start();
            write(broker.bootstrapServers());
        }
        try (EmbeddedBroker broker = new EmbeddedBroker(folder, 0)) {
            broker.start();
            assertThat(read(broker.bootstrapServers())).isEqualTo("kept");
        }
    }

    @Test
    @DefaultLocale("tr-TR")
    void shouldStartWhereLettersAreOthers(@TempDir Path folder) {
        try (EmbeddedBroker broker = new EmbeddedBroker(folder, 0)) {
            broker.start();

            assertThat(broker.healthy()).isTrue();
            assertThat(Locale.getDefault()).isEqualTo(Locale.forLanguageTag("tr-TR"));
        }
    }

    @Test
    void shouldSayThatAPathWithACommaIsNoFolderForABroker(@TempDir Path folder) {
        assertThatThrownBy(() -> new EmbeddedBroker(folder.resolve("a,b"), 0))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining("the path has a comma; name another folder");
    }

    @Test
    void shouldNameThePortThatIsInUse(@TempDir Path folder) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> new EmbeddedBroker(folder, taken.getLocalPort()))
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("--broker-port");
        }
    }

    @Test
    void shouldNotGiveAFolderToTwo(@TempDir Path folder) {
        try (DataFolder first = DataFolder.take(folder)) {
            assertThatThrownBy(() -> DataFolder.take(first.path()))
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContaining("in use by another run");
        }
        DataFolder.take(folder).close();
    }

    private static void write(String servers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic("notes", 1, (short) 1)))
                    .all()
                    .get();
        }
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("notes", "kept")).get();
        }
    }

    private static String read(String servers) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers), new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition("notes", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            return consumer.poll(Duration.ofSeconds(20)).iterator().next().value();
        }
    }
}
