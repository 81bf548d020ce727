package io.slipstream.bench.speed;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.slipstream.monitor.MonitorSettings;
import io.slipstream.monitor.topology.MonitorMetrics;
import io.slipstream.monitor.topology.MonitorTopology;
import io.slipstream.monitor.topology.WireFormat;
import io.slipstream.runtime.config.Config;
import io.slipstream.schemas.Keys;
import io.slipstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/** Sends records of the log through a topology without a broker; counts environment steps. */
final class TopologyWork implements Work {
    private static final String TRANSITIONS = Topics.TRANSITIONS.name(Topics.DEFAULT_PREFIX);
    private static final String COPIES = "copies";

    private final Driving driving;
    private final TopologyTestDriver topology;
    private final TestInputTopic<byte[], byte[]> input;
    private final String output;

    private TopologyWork(Driving driving, Topology topology, Properties properties, String output) {
        this.driving = driving;
        this.output = output;
        this.topology = new TopologyTestDriver(topology, properties);
        input = this.topology.createInputTopic(TRANSITIONS, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** The monitor's. */
    static TopologyWork ours(Driving driving, Path folder) {
        Properties properties = properties(folder.resolve("ours"));
        WireFormat wire = WireFormat.avro(1 << 20);
        Topology topology = MonitorTopology.build(
                MonitorSettings.of(Config.defaults()).topology(),
                wire,
                new MonitorMetrics(new SimpleMeterRegistry()),
                properties);
        TopologyWork work =
                new TopologyWork(driving, topology, properties, Topics.MISMATCH.name(Topics.DEFAULT_PREFIX));
        work.topology
                .createInputTopic(
                        Topics.MODELS.name(Topics.DEFAULT_PREFIX), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(
                        Keys.version(Driving.FLEET, 1).getBytes(StandardCharsets.UTF_8),
                        wire.versions().encode(Manifest.of(driving.model())));
        return work;
    }

    /** One that hands every record through as it came: what Kafka Streams itself costs. */
    static TopologyWork copying(Driving driving, Path folder) {
        Properties properties = properties(folder.resolve("copying"));
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(TRANSITIONS, Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .to(COPIES, Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
        return new TopologyWork(driving, builder.build(), properties, COPIES);
    }

    private static Properties properties(Path folder) {
        Properties properties = new Properties();
        properties.putAll(MonitorTopology.streamsSettings());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "bench");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        return properties;
    }

    @Override
    public double round() {
        for (byte[] record : driving.records()) {
            input.pipeInput(null, record);
        }
        topology.createOutputTopic(output, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
        return driving.steps();
    }

    @Override
    public void close() {
        topology.close();
    }
}
