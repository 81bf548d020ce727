package io.slipstream.monitor.topology;

import io.slipstream.schemas.avro.DeadLetter;
import io.slipstream.schemas.avro.FinetuneDecision;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
 * Stage two: counts the steps of a fleet, gathers windows of one model version and closes them. A newer version starts the window again,
 * segments of an older one are counted as steps and otherwise left alone, until nothing else comes (a roll-back). Forwards reports,
 * decisions and dead letters.
 */
final class FleetProcessor implements Processor<String, FleetEvent, String, Object> {
    /** Store of a {@link FleetState} per fleet. */
    static final String STATES = "fleet-states";
    /** Store of the events of open windows. */
    static final String EVENTS = "window-events";
    /** Global store of the manifests' bytes. */
    static final String MANIFESTS = "model-versions";

    private static final Logger LOG = LoggerFactory.getLogger(FleetProcessor.class);
    /** So many windows' worth of steps are gathered while a manifest is on its way. */
    private static final int PATIENCE = 4;

    private final TopologySettings settings;
    private final WireFormat wire;
    private final MonitorMetrics metrics;
    private final FleetMonitor monitor;
    private @Nullable Stores stores;

    FleetProcessor(TopologySettings settings, WireFormat wire, MonitorMetrics metrics) {
        this.settings = settings;
        this.wire = wire;
        this.metrics = metrics;
        monitor = new FleetMonitor(settings);
    }

    private record Stores(
            ProcessorContext<String, Object> context,
            KeyValueStore<String, FleetState> states,
            KeyValueStore<String, FleetEvent> events,
            VersionReferences references) {}

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
        FleetEvent event = record.value();
        FleetState next = event instanceof SegmentEvent segment
                ? take(here, fleet, state, segment)
                : takeEpisode(here, fleet, state, event);
        if (next.windowSteps() >= settings.windowSteps()) {
            next = close(here, record, next);
        }
        here.states().put(fleet, next);
    }

    private FleetState take(Stores here, String fleet, FleetState state, SegmentEvent segment) {
        int steps = segment.signals().length();
        metrics.steps.increment(steps);
        if (unsettled(segment)) {
            return state.settling(steps);
        }
        FleetState open = state;
        if (segment.modelVersion() != state.version()) {
            boolean older = segment.modelVersion() < state.version();
            if (older && state.olderSteps() + steps < settings.windowSteps()) {
                return state.passing(steps);
            }
            open = restart(here, fleet, state, segment.modelVersion());
        }
        here.events().put(eventKey(fleet, open.nextEvent()), segment);
        return open.with(steps);
    }

    private FleetState takeEpisode(Stores here, String fleet, FleetState state, FleetEvent episode) {
        if (episode.modelVersion() != state.version() || unsettled(episode)) {
            return state;
        }
        here.events().put(eventKey(fleet, state.nextEvent()), episode);
        return state.with(0);
    }

    /** Until episodes have spread out, a window sees too many beginnings and, of the ends, the early ones. */
    private boolean unsettled(FleetEvent event) {
        return event.age() < settings.settlingSteps();
    }

    private FleetState restart(Stores here, String fleet, FleetState state, int version) {
        if (state.windowSteps() > 0) {
            metrics.droppedWindows.increment();
        }
        forget(here, fleet, state);
        return state.restarted(version);
    }

    private FleetState close(Stores here, Record<String, FleetEvent> record, FleetState state) {
        String fleet = record.key();
        Optional<VersionReference> version = here.references().find(fleet, state.version());
        if (version.isEmpty()) {
            return waitForReference(here, fleet, state);
        }
        long started = System.nanoTime();
        long now = here.context().currentSystemTimeMs();
        FleetMonitor.Result result = monitor.close(fleet, state, events(here, fleet, state), version.get(), now);
        metrics.closing.record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
        forward(here, record, result, now);
        forget(here, fleet, state);
        return result.state();
    }

    private FleetState waitForReference(Stores here, String fleet, FleetState state) {
        if (state.windowSteps() < PATIENCE * settings.windowSteps()) {
            return state;
        }
        LOG.warn(
                "fleet {} drives model version {}, whose manifest is not on the models topic: {} steps cannot be judged",
                fleet,
                state.version(),
                state.windowSteps());
        return restart(here, fleet, state, state.version());
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

    private static List<FleetEvent> events(Stores here, String fleet, FleetState state) {
        List<FleetEvent> events = new ArrayList<>();
        try (KeyValueIterator<String, FleetEvent> stored = range(here, fleet, state)) {
            stored.forEachRemaining(entry -> events.add(entry.value));
        }
        return events;
    }

    private static void forget(Stores here, String fleet, FleetState state) {
        for (long event = state.firstEvent(); event < state.nextEvent(); event++) {
            here.events().delete(eventKey(fleet, event));
        }
    }

    private static KeyValueIterator<String, FleetEvent> range(Stores here, String fleet, FleetState state) {
        return here.events().range(eventKey(fleet, state.firstEvent()), eventKey(fleet, state.nextEvent()));
    }

    /** Keys sort as the numbers do. */
    private static String eventKey(String fleet, long event) {
        String digits = Long.toString(event);
        return fleet + "/" + "0".repeat(19 - digits.length()) + digits;
    }

    private static byte @Nullable [] value(@Nullable ValueAndTimestamp<byte[]> stored) {
        return stored == null ? null : stored.value();
    }
}
