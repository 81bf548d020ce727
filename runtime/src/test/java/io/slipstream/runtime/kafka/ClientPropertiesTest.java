package io.slipstream.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.config.ConfigException;
import io.slipstream.runtime.config.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientPropertiesTest {

    @Test
    void shouldSetProducersForFloatsAndNoLoss() {
        assertThat(new ClientProperties(Config.defaults()).producer("p"))
                .containsEntry("client.id", "p")
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true)
                .containsEntry("compression.type", "none")
                .containsEntry("bootstrap.servers", "127.0.0.1:9092");
    }

    @Test
    void shouldHandSettingsThroughToTheClientsTheyAreFor() {
        ClientProperties properties = properties(Map.of(
                "kafka.security.protocol", "SSL",
                "kafka.producer.linger.ms", "20",
                "kafka.consumer.max.poll.records", "7",
                "kafka.streams.num.stream.threads", "2"));
        assertThat(properties.producer("p"))
                .containsEntry("linger.ms", "20")
                .containsEntry("security.protocol", "SSL")
                .doesNotContainKey("producer.linger.ms");
        assertThat(properties.consumer("c"))
                .containsEntry("max.poll.records", "7")
                .containsEntry("security.protocol", "SSL")
                .doesNotContainKey("linger.ms");
        assertThat(properties.streams("s", Path.of("state")))
                .containsEntry("num.stream.threads", "2")
                .containsEntry("producer.linger.ms", "20");
    }

    @Test
    void shouldNotLetAnybodyTakeTheGuaranteesAway() {
        ClientProperties properties = properties(Map.of(
                "kafka.producer.acks", "0",
                "kafka.producer.max.in.flight.requests.per.connection", "5",
                "kafka.consumer.isolation.level", "read_uncommitted",
                "kafka.streams.processing.guarantee", "at_least_once"));
        assertThat(properties.producer("p"))
                .containsEntry("acks", "all")
                .containsEntry("max.in.flight.requests.per.connection", 1);
        assertThat(properties.consumer("c")).containsEntry("isolation.level", "read_committed");
        assertThat(properties.streams("s", Path.of("state"))).containsEntry("processing.guarantee", "exactly_once_v2");
    }

    @Test
    void shouldGiveEveryClientWhatTheFileSaysUnlessASettingSaysOtherwise(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("client.properties"),
                "security.protocol=SASL_SSL\nssl.truststore.type=PEM\nenable.idempotence=false\n");
        ClientProperties properties =
                properties(Map.of("client.properties", file.toString(), "kafka.ssl.truststore.type", "PKCS12"));
        assertThat(properties.producer("p"))
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("ssl.truststore.type", "PKCS12")
                .containsEntry("enable.idempotence", true);
        assertThat(properties.consumer("c")).containsEntry("security.protocol", "SASL_SSL");
        assertThat(properties.common("a")).containsEntry("security.protocol", "SASL_SSL");
        assertThat(properties.streams("s", Path.of("state"))).containsEntry("security.protocol", "SASL_SSL");
    }

    @Test
    void shouldSayWhatIsWrongWithTheFile(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> properties(
                        Map.of("client.properties", folder.resolve("none").toString())))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("cannot be read");
        Path file = Files.writeString(folder.resolve("client.properties"), "bootstrap.servers=elsewhere:9092\n");
        assertThatThrownBy(() -> properties(Map.of("client.properties", file.toString())))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("bootstrap.servers");
    }

    private static ClientProperties properties(Map<String, String> flags) {
        return new ClientProperties(
                new ConfigLoader(CommonSettings.all()).flags(flags).load());
    }
}
