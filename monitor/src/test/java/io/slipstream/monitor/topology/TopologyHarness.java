package io.slipstream.monitor.topology;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.slipstream.monitor.CanaryConfiguration;
import io.slipstream.monitor.canary.CanaryMode;
import io.slipstream.monitor.decide.DecisionSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.schemas.Keys;
import io.slipstream.schemas.Topic;
import io.slipstream.schemas.Topics;
import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.DeadLetter;
import io.slipstream.schemas.avro.Deployment;
import io.slipstream.schemas.avro.EpisodeSummary;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.MismatchReport;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.TransitionSegment;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The whole topology without a broker. */
final class TopologyHarness implements AutoCloseable {
    /** Steps after which an environment has settled. */
    static final long AGE = 50;

    static final TopologySettings SETTINGS = new TopologySettings(
            Topics.DEFAULT_PREFIX,
            1_000,
            AGE,
            100,
            50,
            7,
            new DecisionSettings(500, 30, 2, 3_000, 50_000, .5, 0),
            CanaryConfiguration.of(Config.defaults().with(CanaryConfiguration.MODE, CanaryMode.CANARY)),
            Map.of("monitor.window-steps", "1000"));

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final WireFormat wire = WireFormat.avro(1 << 20);
    private final TopologyTestDriver driver;

    TopologyHarness(Path folder) {
        Properties streams = new Properties();
        streams.putAll(MonitorTopology.streamsSettings());
        streams.put(StreamsConfig.APPLICATION_ID_CONFIG, "test-monitor");
        streams.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        streams.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        Topology topology = MonitorTopology.build(SETTINGS, wire, new MonitorMetrics(registry), streams);
        driver = new TopologyTestDriver(topology, streams, Instant.ofEpochMilli(1_000));
    }

    void publish(ModelVersion manifest) {
        driver.createInputTopic(name(Topics.MODELS), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(
                        Keys.version(manifest.getFleet(), manifest.getVersion()),
                        wire.versions().encode(manifest));
    }

    void drive(List<TransitionSegment> segments) {
        for (TransitionSegment segment : segments) {
            send(wire.segments().encode(segment));
        }
    }

    void send(byte[] value) {
        driver.createInputTopic(name(Topics.TRANSITIONS), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new byte[] {1}, value);
    }

    void end(EpisodeSummary episode) {
        driver.createInputTopic(name(Topics.EPISODES), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new byte[] {1}, wire.episodes().encode(episode));
    }

    List<MismatchReport> reports() {
        return read(name(Topics.MISMATCH)).stream().map(wire.reports()::decode).toList();
    }

    List<FinetuneDecision> decisions() {
        return read(name(Topics.DECISIONS)).stream()
                .map(wire.decisions()::decode)
                .toList();
    }

    void command(Command command) {
        driver.createInputTopic(name(Topics.COMMANDS), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(null, wire.commands().encode(command));
    }

    List<Deployment> deployments() {
        return read(name(Topics.DEPLOYMENTS)).stream()
                .map(wire.deployments()::decode)
                .toList();
    }

    List<DeadLetter> deadLetters() {
        return read(name(Topics.DEAD_LETTERS)).stream()
                .map(wire.deadLetters()::decode)
                .toList();
    }

    Optional<FleetState> state() {
        return Optional.ofNullable(states().get(TestFleet.FLEET));
    }

    /** Puts a state back, as a changelog does after a restart. */
    void restore(FleetState state) {
        states().put(TestFleet.FLEET, state);
    }

    double counter(String name) {
        return registry.get(name).counter().count();
    }

    @Override
    public void close() {
        driver.close();
    }

    private KeyValueStore<String, FleetState> states() {
        return driver.getKeyValueStore(FleetProcessor.STATES);
    }

    private List<byte[]> read(String topic) {
        return driver
                .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList()
                .stream()
                .map(TestRecord::value)
                .toList();
    }

    private static String name(Topic<?> topic) {
        return topic.name(Topics.DEFAULT_PREFIX);
    }
}
