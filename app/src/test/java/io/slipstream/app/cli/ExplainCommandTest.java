package io.slipstream.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.app.broker.DataFolder;
import io.slipstream.app.broker.EmbeddedBroker;
import io.slipstream.app.explain.LogRecords;
import io.slipstream.app.explain.TestLog;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.runtime.kafka.TopicAdmin;
import io.slipstream.schemas.Keys;
import io.slipstream.schemas.Topic;
import io.slipstream.schemas.Topics;
import io.slipstream.schemas.avro.ModelVersion;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** On the folder of a run that has ended. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class ExplainCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path data = Path.of("");

    @BeforeAll
    void leaveALog(@TempDir Path folder) {
        data = folder;
        try (EmbeddedBroker broker = new EmbeddedBroker(folder, 0)) {
            broker.start();
            write(Config.defaults().with(CommonSettings.BOOTSTRAP_SERVERS, broker.bootstrapServers()));
        }
    }

    private static void write(Config config) {
        KafkaClients clients = new KafkaClients(config);
        try (Admin admin = clients.admin("test")) {
            new TopicAdmin(admin, config).ensure(Topics.all());
        }
        LogRecords log = TestLog.records();
        try (Producer<String, SpecificRecord> producer = clients.producer("test")) {
            log.decisions().forEach(one -> producer.send(record(clients, Topics.DECISIONS, TestLog.FLEET, one)));
            log.reports().forEach(one -> producer.send(record(clients, Topics.MISMATCH, TestLog.FLEET, one)));
            for (ModelVersion one : log.versions()) {
                producer.send(record(clients, Topics.MODELS, Keys.version(TestLog.FLEET, one.getVersion()), one));
            }
            producer.flush();
        }
    }

    private static ProducerRecord<String, SpecificRecord> record(
            KafkaClients clients, Topic<?> topic, String key, SpecificRecord value) {
        return new ProducerRecord<>(clients.name(topic), key, value);
    }

    @Test
    void shouldExplainTheLastDecisionOfAStoppedRunAndDrawIt(@TempDir Path folder) {
        Path picture = folder.resolve("why").resolve("it.svg");
        assertThat(execute("--data-dir", data.toString(), "--out", picture.toString()))
                .as(err::toString)
                .isZero();
        assertThat(out.toString()).contains("Decision 1 of fleet alpha", "residual.ego", "version 2");
        assertThat(picture).isNotEmptyFile();
        assertThat(err.toString()).contains("written", "it.svg");
    }

    @Test
    void shouldPointToTheBrokerOfARunThatGoesOn() {
        try (DataFolder running = DataFolder.take(data)) {
            assertThat(execute("--data-dir", running.path().toString())).isEqualTo(1);
        }
        assertThat(err.toString()).contains("in use by a run", "--bootstrap-servers");
    }

    @Test
    void shouldSayThatAFolderHasNoLog(@TempDir Path folder) {
        assertThat(execute("--data-dir", folder.resolve("none").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("there is no log in", "--bootstrap-servers");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void shouldRefuseWrongUsage() {
        assertThat(execute("--decision", "1", "--window", "2")).isEqualTo(2);
        assertThat(err.toString()).contains("not both");
        assertThat(execute("--out", "why.png")).isEqualTo(2);
        assertThat(err.toString()).contains("--out has to end in .svg");
    }

    private int execute(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine line = CommandLines.of(new ExplainCommand());
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
