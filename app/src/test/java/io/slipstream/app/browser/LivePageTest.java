package io.slipstream.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.slipstream.app.broker.EmbeddedBroker;
import io.slipstream.app.explain.TestLog;
import io.slipstream.app.run.Fleet;
import io.slipstream.app.run.Fleet.Role;
import io.slipstream.monitor.MonitorSettings;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.runtime.serde.Decoded;
import io.slipstream.schemas.Keys;
import io.slipstream.schemas.Topic;
import io.slipstream.schemas.Topics;
import io.slipstream.schemas.avro.Alarm;
import io.slipstream.schemas.avro.AlarmState;
import io.slipstream.schemas.avro.CanaryVerdict;
import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.CommandKind;
import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.Deployment;
import io.slipstream.schemas.avro.DeploymentState;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person's look at the page: a decision appears and opens, a version is rolled back to, the monitor is restarted meanwhile. */
@Tag("browser")
class LivePageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TOKEN = "let-me-in";
    /** Decisions whose way to the screen is timed; docs/results/page.md took more. */
    private static final int TIMED = Integer.getInteger("slipstream.page.records", 20);
    /** Notes when a decision was on the screen: the frame after the one that drew it has begun. */
    private static final String WATCH = """
            window.seen = {};
            new MutationObserver(() => {
              const now = [...document.querySelectorAll('[data-decision]')].map(e => e.dataset.decision).filter(id => !(id in seen));
              requestAnimationFrame(() => now.forEach(id => { seen[id] ??= Date.now(); }));
            }).observe(document.getElementById('decisions'), { childList: true }), true""";

    @TempDir
    private Path folder;

    private Config config;
    private EmbeddedBroker broker;
    private Fleet monitor;
    private Producer<String, SpecificRecord> log;
    private Chromium browser;
    private DevTools tab;

    @BeforeEach
    void open() throws Exception {
        Optional<Path> chromium = Chromium.find();
        assumeTrue(
                chromium.isPresent(),
                "no chromium on the PATH (Debian: apt-get install chromium), none named by -D" + Chromium.PROPERTY
                        + ": the page is not looked at");
        broker = new EmbeddedBroker(folder.resolve("broker"), 0);
        broker.start();
        config = Config.defaults()
                .with(CommonSettings.BOOTSTRAP_SERVERS, broker.bootstrapServers())
                .with(CommonSettings.FLEET, TestLog.FLEET)
                .with(CommonSettings.MANAGEMENT_PORT, 0)
                .with(MonitorSettings.STATE_FOLDER, folder.resolve("monitor"))
                .with(MonitorSettings.WEB_TOKEN, Optional.of(TOKEN))
                .with(MonitorSettings.WEB_PORT, 0);
        monitor = start(config);
        log = new KafkaClients(config).producer("test-log");
        TestLog.records()
                .versions()
                .forEach(version -> write(Topics.MODELS, Keys.version(TestLog.FLEET, version.getVersion()), version));
        TestLog.records().reports().forEach(report -> write(Topics.MISMATCH, report));
        browser = Chromium.start(chromium.get(), Files.createDirectories(folder.resolve("profile")));
        tab = browser.tab();
        tab.send("Page.navigate", new JsonObject().put("url", "http://127.0.0.1:" + port() + "/"));
        until("document.body?.dataset.link === 'live' && document.querySelectorAll('[data-roll-back]').length > 0");
    }

    @AfterEach
    void close() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (log != null) {
            log.close(Duration.ofSeconds(1));
        }
        if (monitor != null) {
            monitor.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void shouldShowADecisionRollBackAndOutliveTheMonitor() throws Exception {
        seeADecisionAndItsEvidence();
        seeThatThePolicyCameFirst();
        seeAnAlarmComeAndGo();
        seeWhatIsDeployed();
        rollBack();
        timeDecisions();
        restartTheMonitor();
        assertThat(tab.failures()).isEmpty();
    }

    private void seeADecisionAndItsEvidence() {
        write(Topics.DECISIONS, decision(1));
        until("document.querySelector('[data-decision=\"1\"]')");
        assertThat(text("[data-decision='1'] summary")).contains("1 world model", "mixed");
        assertThat(text("#done")).contains("Decision 1 at step 20 000: update the world model", "v2 published");
        tab.evaluate("document.querySelector('[data-decision=\"1\"] summary').click()");
        until("document.querySelector('[data-decision=\"1\"] .distributions svg')");
        assertThat(text("[data-decision='1'] .evidence"))
                .contains("residual.ego & <more>", "residual.ego", "the policy, margin -1.2", "2: [120, 160)");
    }

    private void seeThatThePolicyCameFirst() {
        assertThat(text("#done")).doesNotContain("policy first");
        write(Topics.MODELS, Keys.version(TestLog.FLEET, 2), TestLog.answer(Component.POLICY));
        until("document.getElementById('done').textContent.includes('v2 (the policy first')");
        assertThat(text("[data-decision='1'] summary")).contains("1 world model", "→ v2 (the policy first");
    }

    private void seeAnAlarmComeAndGo() {
        write(Topics.ALARMS, Keys.alarm(TestLog.FLEET, "success-low"), alarm(AlarmState.FIRING));
        until("document.querySelector('#alarms .firing')");
        assertThat(text("#well")).isEqualTo("Alarm");
        assertThat(text("#wrong")).isEqualTo("success-low: success is low");
        write(Topics.ALARMS, Keys.alarm(TestLog.FLEET, "success-low"), alarm(AlarmState.RESOLVED));
        until("document.querySelector('#alarms .resolved') && !document.querySelector('#alarms .firing')");
    }

    private static Alarm alarm(AlarmState state) {
        return Alarm.newBuilder()
                .setFleet(TestLog.FLEET)
                .setRule("success-low")
                .setState(state)
                .setSeverity("critical")
                .setCondition("success below 0.5 in 3 windows")
                .setValue(.3)
                .setThreshold(.5)
                .setMessage("success is low")
                .setSince(Instant.now())
                .setCreatedAt(Instant.now())
                .build();
    }

    private void seeWhatIsDeployed() {
        write(Topics.DEPLOYMENTS, deployed(DeploymentState.FROZEN, "ada: it swerves"));
        until("document.getElementById('done').textContent.includes('Frozen')");
        assertThat(text("#done")).contains("Frozen on command (ada: it swerves).", "Decision 1");
        write(Topics.DEPLOYMENTS, deployed(DeploymentState.STABLE, "ada: all clear"));
        until("!document.getElementById('done').textContent.includes('Frozen')");
    }

    private static Deployment deployed(DeploymentState state, String reason) {
        return Deployment.newBuilder()
                .setFleet(TestLog.FLEET)
                .setIncumbent(1)
                .setCandidate(null)
                .setCanaryShare(0)
                .setState(state)
                .setVerdict(CanaryVerdict.NONE)
                .setReason(reason)
                .setCommand("f-1")
                .setTrial(null)
                .setCreatedAt(Instant.now())
                .build();
    }

    private void rollBack() {
        tab.evaluate("document.querySelector('[data-roll-back=\"2\"]').click()");
        until("document.getElementById('steering').open && document.getElementById('commands').disabled");
        unlock("wrong");
        until("document.getElementById('refusal').textContent.includes('Wrong token')");
        unlock(TOKEN);
        until("!document.getElementById('commands').disabled");
        press("rollback");
        assertThat(commands()).as("nothing is sent without a reason").isEmpty();
        assertThat(text("#version-choice option:checked")).isEqualTo("v2");
        tab.evaluate("document.getElementById('reason').value = 'it brakes too late'");
        tab.evaluate("document.getElementById('who').value = 'ada'");
        press("rollback");
        until("document.querySelector('.answer.good')");
        assertThat(text(".answer.good")).isEqualTo("✓ on the log at offset 0");
        Command command = commands().get(0);
        assertThat(command.getKind()).isEqualTo(CommandKind.ROLL_BACK);
        assertThat(command.getArguments()).containsEntry("version", "2");
        assertThat(command.getFleet()).isEqualTo(TestLog.FLEET);
        assertThat(command.getReason()).isEqualTo("it brakes too late");
        assertThat(command.getIssuedBy()).isEqualTo("ada");
        assertThat(UUID.fromString(command.getId())).isNotNull();
        tab.evaluate("document.getElementById('close').click()");
    }

    /** What was pressed, as it stands on the log. */
    private List<Command> commands() {
        KafkaClients clients = new KafkaClients(config);
        TopicPartition only = new TopicPartition(clients.name(Topics.COMMANDS), 0);
        try (Consumer<String, Decoded<Command>> reader = clients.consumer("test-commands", Topics.COMMANDS)) {
            reader.assign(List.of(only));
            long end = reader.endOffsets(List.of(only)).getOrDefault(only, 0L);
            reader.seekToBeginning(List.of(only));
            List<Command> found = new ArrayList<>();
            while (reader.position(only) < end) {
                reader.poll(Duration.ofMillis(100))
                        .forEach(record -> found.add(((Decoded.Value<Command>) record.value()).record()));
            }
            return found;
        }
    }

    private void unlock(String token) {
        tab.evaluate("document.getElementById('token').value = '" + token + "'");
        tab.evaluate("document.querySelector('#unlock button').click()");
    }

    private void press(String command) {
        tab.evaluate("document.querySelector('[data-command=\"" + command + "\"]').click()");
    }

    /** From the time in the record to the frame after the one that shows it. */
    private void timeDecisions() throws IOException {
        tab.evaluate(WATCH);
        long[] written = new long[TIMED];
        for (int i = 0; i < TIMED; i++) {
            FinetuneDecision decision = decision(2 + i);
            written[i] = decision.getCreatedAt().toEpochMilli();
            write(Topics.DECISIONS, decision);
            String id = String.valueOf(2 + i);
            until("seen['" + id + "']");
        }
        JsonObject seen = new JsonObject(String.valueOf(tab.evaluate("JSON.stringify(seen)")));
        long[] millis = new long[TIMED];
        for (int i = 0; i < TIMED; i++) {
            millis[i] = seen.getLong(String.valueOf(2 + i)) - written[i];
        }
        Arrays.sort(millis);
        long p95 = millis[(int) Math.ceil(0.95 * TIMED) - 1];
        Files.writeString(
                Path.of("target", "page-latency.txt"),
                "record to pixel over %d decisions, ms: p50 %d, p95 %d, most %d%n"
                        .formatted(TIMED, millis[TIMED / 2], p95, millis[TIMED - 1]));
        // The figure to hold is 500 ms on a quiet machine; a build shares its own with others.
        assertThat(p95).as("p95 of %s", Arrays.toString(millis)).isBetween(0L, 3_000L);
    }

    private void restartTheMonitor() {
        int port = port();
        monitor.close();
        until("document.body.dataset.link === 'off'");
        assertThat(text("#well")).isEqualTo("Not connected");
        write(Topics.DECISIONS, decision(2 + TIMED));
        monitor = start(config.with(MonitorSettings.WEB_PORT, port));
        until("document.body.dataset.link === 'live' && document.querySelector('[data-decision=\"" + (2 + TIMED)
                + "\"]')");
        // Everything is there once: what was known before has been replaced, not added to.
        assertThat(tab.evaluate("document.querySelectorAll('[data-decision=\"1\"]').length"))
                .isEqualTo("1");
        assertThat(tab.evaluate("document.querySelectorAll('#versions tr').length"))
                .isEqualTo("2");
        assertThat(tab.holds("document.querySelector('[data-decision=\"1\"] details').open"))
                .as("what was open stays open")
                .isTrue();
    }

    private static Fleet start(Config config) {
        Fleet fleet = new Fleet(config, List.of(Role.MONITOR));
        fleet.start();
        return fleet;
    }

    private int port() {
        return monitor.webPort().orElseThrow();
    }

    private static FinetuneDecision decision(long id) {
        return FinetuneDecision.newBuilder(TestLog.records().decisions().get(0))
                .setId(id)
                .setCreatedAt(Instant.now())
                .build();
    }

    private void write(Topic<?> topic, SpecificRecord record) {
        write(topic, TestLog.FLEET, record);
    }

    private void write(Topic<?> topic, String key, SpecificRecord record) {
        log.send(new ProducerRecord<>(new KafkaClients(config).name(topic), key, record));
        log.flush();
    }

    private String text(String selector) {
        return String.valueOf(tab.evaluate("document.querySelector(\"" + selector + "\").textContent"));
    }

    private void until(String condition) {
        await().alias(condition)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> tab.holds(condition));
    }
}
