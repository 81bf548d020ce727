package io.slipstream.monitor.topology;

import io.slipstream.monitor.canary.FleetDeployment;
import io.slipstream.runtime.serde.RecordCodec;
import io.slipstream.schemas.Topics;
import io.slipstream.schemas.avro.DeadLetter;
import io.slipstream.schemas.avro.Deployment;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.MismatchReport;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.Stores;

/**
 * Builds the monitor's topology:
 *
 * <pre>
 * transitions, episodes --read, short events by fleet--> fleet-events --windows, readings, decision--> mismatch, decisions
 * models --references--------------------------------------------------^        what cannot be used --> dead letters
 * commands, fleet-events --trials of candidates, what people ask for--> deployments
 * </pre>
 */
public final class MonitorTopology {
    /** Name of the store of the manifests' bytes, the same on every instance. */
    public static final String MANIFESTS = FleetProcessor.MANIFESTS;

    private static final int FLEET_PARTITIONS = 1;

    private static final int INTERNAL_SEGMENT_BYTES = 16 << 20;
    /** Longer than anybody takes to read a changelog from its beginning. */
    private static final Duration INTERNAL_DELETE_RETENTION = Duration.ofHours(1);

    private final TopologySettings settings;
    private final WireFormat wire;
    private final MonitorMetrics metrics;

    private MonitorTopology(TopologySettings settings, WireFormat wire, MonitorMetrics metrics) {
        this.settings = settings;
        this.wire = wire;
        this.metrics = metrics;
    }

    /** The topology for given settings; it reads nothing else. */
    public static Topology build(
            TopologySettings settings, WireFormat wire, MonitorMetrics metrics, Properties streams) {
        return new MonitorTopology(settings, wire, metrics).build(streams);
    }

    /**
     * Settings of Kafka Streams that the topology relies on: exactly once, no internal topic without a name of its own, and such topics
     * small. An event of a window is written to a changelog and soon deleted again; a broker compacts only segments that have ended, and
     * keeps what says "deleted" for a day unless told otherwise.
     */
    public static Map<String, Object> streamsSettings() {
        return Map.of(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.EXACTLY_ONCE_V2,
                StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG,
                true,
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                100L,
                StreamsConfig.topicPrefix(TopicConfig.SEGMENT_BYTES_CONFIG),
                INTERNAL_SEGMENT_BYTES,
                StreamsConfig.topicPrefix(TopicConfig.DELETE_RETENTION_MS_CONFIG),
                INTERNAL_DELETE_RETENTION.toMillis());
    }

    private Topology build(Properties properties) {
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
        addStores(builder);
        KStream<String, Object> segments =
                read(builder, Topics.TRANSITIONS.name(settings.prefix()), "transitions", EventFormat.segments(wire));
        KStream<String, Object> episodes =
                read(builder, Topics.EPISODES.name(settings.prefix()), "episodes", EventFormat.episodes(wire));
        KStream<String, FleetEvent> events = fleetEvents(segments.merge(episodes, Named.as("merge-events")));
        KStream<String, Object> deployed = deployments(builder, events);
        KStream<String, Object> judged = events.process(
                () -> new FleetProcessor(settings, wire, metrics),
                Named.as("fleet-windows"),
                FleetProcessor.STATES,
                FleetProcessor.EVENTS);
        to(deployed, Deployment.class, wire.deployments(), Topics.DEPLOYMENTS.name(settings.prefix()), "deployments");
        to(judged, MismatchReport.class, wire.reports(), Topics.MISMATCH.name(settings.prefix()), "reports");
        to(judged, FinetuneDecision.class, wire.decisions(), Topics.DECISIONS.name(settings.prefix()), "decisions");
        String deadLetters = Topics.DEAD_LETTERS.name(settings.prefix());
        to(judged, DeadLetter.class, wire.deadLetters(), deadLetters, "window-dead-letters");
        to(deployed, DeadLetter.class, wire.deadLetters(), deadLetters, "command-dead-letters");
        to(segments, DeadLetter.class, wire.deadLetters(), deadLetters, "segment-dead-letters");
        to(episodes, DeadLetter.class, wire.deadLetters(), deadLetters, "episode-dead-letters");
        return builder.build(properties);
    }

    private void addStores(StreamsBuilder builder) {
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(FleetProcessor.STATES),
                Serdes.String(),
                new JsonSerde<>(FleetState.class)));
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(FleetProcessor.EVENTS), Serdes.String(), new FleetEventSerde()));
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(DeploymentProcessor.DEPLOYMENTS),
                Serdes.String(),
                new JsonSerde<>(FleetDeployment.class)));
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(DeploymentProcessor.EPISODES), Serdes.String(), new FleetEventSerde()));
        // Manifests stay bytes: a restart copies the topic into the store without asking a processor.
        builder.globalTable(
                Topics.MODELS.name(settings.prefix()),
                Consumed.with(Serdes.String(), Serdes.ByteArray()).withName("models"),
                Materialized.<String, byte[]>as(Stores.inMemoryKeyValueStore(FleetProcessor.MANIFESTS))
                        .withKeySerde(Serdes.String())
                        .withValueSerde(Serdes.ByteArray()));
    }

    /** Commands and the events of fleets lie on one partition each, so that one task sees both. */
    private KStream<String, Object> deployments(StreamsBuilder builder, KStream<String, FleetEvent> events) {
        KStream<String, Object> commands = builder.stream(
                        Topics.COMMANDS.name(settings.prefix()),
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("commands"))
                .process(() -> new CommandReader(wire), Named.as("read-commands"));
        return events.mapValues(event -> (Object) event, Named.as("any-event"))
                .merge(commands, Named.as("merge-commands"))
                .process(
                        () -> new DeploymentProcessor(settings, wire),
                        Named.as("deployment-judge"),
                        DeploymentProcessor.DEPLOYMENTS,
                        DeploymentProcessor.EPISODES);
    }

    private KStream<String, Object> read(StreamsBuilder builder, String topic, String name, EventFormat format) {
        return builder.stream(
                        topic,
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName(name))
                .process(() -> new LogReader(format, metrics), Named.as("read-" + name));
    }

    /** The events of both topics on the partition of their fleet. */
    private static KStream<String, FleetEvent> fleetEvents(KStream<String, Object> read) {
        Serde<FleetEvent> events = new FleetEventSerde();
        return only(read, FleetEvent.class, "events")
                .repartition(Repartitioned.<String, FleetEvent>as("fleet-events")
                        .withKeySerde(Serdes.String())
                        .withValueSerde(events)
                        .withNumberOfPartitions(FLEET_PARTITIONS));
    }

    private static <T> void to(
            KStream<String, Object> stream, Class<T> type, RecordCodec<T> format, String topic, String name) {
        only(stream, type, name)
                .mapValues(format::encode, Named.as("write-" + name))
                .to(topic, Produced.with(Serdes.String(), Serdes.ByteArray()).withName("to-" + name));
    }

    private static <T> KStream<String, T> only(KStream<String, Object> stream, Class<T> type, String name) {
        return stream.filter((key, value) -> type.isInstance(value), Named.as("only-" + name))
                .mapValues(type::cast, Named.as("cast-" + name));
    }
}
