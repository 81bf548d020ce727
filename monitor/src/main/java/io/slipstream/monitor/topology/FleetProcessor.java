package io.slipstream.monitor.topology;

import io.slipstream.schemas.avro.DeadLetter;
import io.slipstream.schemas.avro.FinetuneDecision;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stage two: keeps the state of every fleet and the events of open windows in Kafka Streams' stores, and forwards the reports, decisions
 * and dead letters that {@link FleetWindows} makes of them.
 */
final class FleetProcessor implements Processor<String, FleetEvent, String, Object> {
    /** Store of a {@link FleetState} per fleet. */
    static final String STATES = "fleet-states";
    /** Store of the events of open windows. */
    static final String EVENTS = "window-events";
    /** Global store of the manifests' bytes. */
    static final String MANIFESTS = "model-versions";

    private static final Logger LOG = LoggerFactory.getLogger(FleetProcessor.class);

    private final WireFormat wire;
    private final MonitorMetrics metrics;
    private final FleetWindows windows;
    private @Nullable Stores stores;

    FleetProcessor(TopologySettings settings, WireFormat wire, MonitorMetrics metrics) {
        this.wire = wire;
        this.metrics = metrics;
        windows = new FleetWindows(settings, metrics);
    }

    private record Stores(
            ProcessorContext<String, Object> context,
            KeyValueStore<String, FleetState> states,
            KeyValueStore<String, FleetEvent> events,
            VersionReferences references)
            implements FleetWindows.Memory {
        @Override
        public void keep(String fleet, long number, FleetEvent event) {
            events.put(eventKey(fleet, number), event);
        }

        @Override
        public List<FleetEvent> events(String fleet, long from, long to) {
            List<FleetEvent> found = new ArrayList<>();
            try (KeyValueIterator<String, FleetEvent> stored =
                    events.range(eventKey(fleet, from), eventKey(fleet, to))) {
                stored.forEachRemaining(entry -> found.add(entry.value));
            }
            return found;
        }

        @Override
        public void forget(String fleet, long from, long to) {
            for (long event = from; event < to; event++) {
                events.delete(eventKey(fleet, event));
            }
        }

        @Override
        public Optional<VersionReference> reference(String fleet, int version) {
            return references.find(fleet, version);
        }
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        TimestampedKeyValueStore<String, byte[]> manifests = context.getStateStore(MANIFESTS);
        stores = new Stores(
                context,
                context.getStateStore(STATES),
                context.getStateStore(EVENTS),
                new VersionReferences(wire.versions(), key -> value(manifests.get(key))));
    }

    @Override
    public void process(Record<String, FleetEvent> record) {
        Stores here = Objects.requireNonNull(stores);
        String fleet = record.key();
        FleetState stored = here.states().get(fleet);
        FleetState state = stored == null ? FleetState.initial() : stored;
        long now = here.context().currentSystemTimeMs();
        FleetWindows.Taken taken = windows.take(fleet, state, record.value(), here, now);
        taken.closed().ifPresent(result -> forward(here, record, result, now));
        here.states().put(fleet, taken.state());
    }

    private void forward(Stores here, Record<String, FleetEvent> record, FleetMonitor.Result result, long now) {
        result.refused().forEach((source, reason) -> {
            metrics.deadLetters.increment();
            DeadLetter letter = DeadLetterWriter.letter(source, reason, null, null, now);
            here.context().forward(new Record<>(DeadLetterWriter.key(source), letter, record.timestamp()));
        });
        result.report().ifPresent(report -> {
            metrics.windows.increment();
            here.context().forward(new Record<>(record.key(), report, record.timestamp()));
        });
        result.decision().ifPresent(decision -> {
            metrics.decisions.increment();
            log(decision);
            here.context().forward(new Record<>(record.key(), decision, record.timestamp()));
        });
    }

    private static void log(FinetuneDecision decision) {
        LOG.info(
                "decision {} of fleet {} at step {}: {}, because {}",
                decision.getId(),
                decision.getFleet(),
                decision.getAtStep(),
                decision.getComponent(),
                decision.getReason());
    }

    /** Keys sort as the numbers do. */
    static String eventKey(String fleet, long event) {
        String digits = Long.toString(event);
        return fleet + "/" + "0".repeat(19 - digits.length()) + digits;
    }

    private static byte @Nullable [] value(@Nullable ValueAndTimestamp<byte[]> stored) {
        return stored == null ? null : stored.value();
    }
}
