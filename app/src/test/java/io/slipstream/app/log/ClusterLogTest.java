package io.slipstream.app.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.app.archive.Importer;
import io.slipstream.app.archive.MemoryLog;
import io.slipstream.app.broker.EmbeddedBroker;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.runtime.kafka.TopicAdmin;
import io.slipstream.schemas.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ClusterLogTest {
    private static final String TOPIC = "slipstream.transitions.v1";

    @TempDir
    private Path folder;

    @Test
    void shouldReadRangesInAnyOrderAndGiveUpOnASilentBroker() {
        ClusterLog impatient;
        try (EmbeddedBroker broker = new EmbeddedBroker(folder, 0)) {
            broker.start();
            Config config = Config.defaults().with(CommonSettings.BOOTSTRAP_SERVERS, broker.bootstrapServers());
            KafkaClients clients = new KafkaClients(config);
            fill(clients, config);
            try (ClusterLog log = new ClusterLog(clients, "the log of a test")) {
                readInAnyOrder(log);
            }
            impatient = new ClusterLog(clients, "the log of a test", Duration.ofMillis(600));
        }
        try (impatient) {
            assertThatThrownBy(() -> read(impatient, 1, 1_000))
                    .isInstanceOf(UnusableLogException.class)
                    .hasMessageContaining("has given nothing of " + TOPIC + "-0")
                    .hasMessageContaining("for 0.6 s")
                    .hasMessageContaining("[1, 1000)");
        }
    }

    /** One range after another, with a hole between, back again, and past one that is still open. */
    private static void readInAnyOrder(ClusterLog log) {
        assertThat(read(log, 0, 100)).isEqualTo(range(0, 100));
        assertThat(read(log, 100, 180)).isEqualTo(range(100, 180));
        assertThat(read(log, 200, 220)).isEqualTo(range(200, 220));
        assertThat(read(log, 150, 210)).isEqualTo(range(150, 210));
        assertThat(read(log, 400, 500)).isEqualTo(range(400, 500));
        assertThat(read(log, 0, 500)).isEqualTo(range(0, 500));
        try (LogCursor half = log.open(new Extent(TOPIC, 0, 10, 500))) {
            assertThat(half.next().orElseThrow().offset()).isEqualTo(10);
            assertThat(read(log, 5, 12)).isEqualTo(range(5, 12));
            assertThat(half.next().orElseThrow().offset()).isEqualTo(11);
        }
    }

    private static void fill(KafkaClients clients, Config config) {
        MemoryLog log = new MemoryLog();
        for (long offset = 0; offset < 500; offset++) {
            log.add(new LogRecord(TOPIC, 0, offset, 1_000 + offset, new byte[] {9}, new byte[] {1, 2}, List.of()));
        }
        try (Admin admin = clients.admin("test")) {
            new TopicAdmin(admin, config).ensure(List.of(Topics.TRANSITIONS));
        }
        new Importer(log, "slipstream", clients)
                .run(
                        Set.of(),
                        new ProgressLine(
                                "filling", "records", 0, new PrintWriter(new StringWriter()), System::nanoTime));
    }

    private static List<Long> read(ClusterLog log, long from, long to) {
        List<Long> offsets = new ArrayList<>();
        try (LogCursor cursor = log.open(new Extent(TOPIC, 0, from, to))) {
            for (Optional<LogRecord> next = cursor.next(); next.isPresent(); next = cursor.next()) {
                offsets.add(next.get().offset());
            }
        }
        return offsets;
    }

    private static List<Long> range(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }
}
