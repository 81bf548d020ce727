package io.slipstream.monitor.topology;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the steps of fleets, gathers windows of one model version and closes them. A newer version starts the window again, segments of an
 * older one are counted as steps and otherwise left alone, until nothing else comes (a roll-back). Keeps nothing itself: where events wait
 * for their window to close is its caller's affair.
 */
final class FleetWindows {
    private static final Logger LOG = LoggerFactory.getLogger(FleetWindows.class);
    /** So many windows' worth of steps are gathered while a manifest is on its way. */
    private static final int PATIENCE = 4;

    private final TopologySettings settings;
    private final MonitorMetrics metrics;
    private final FleetMonitor monitor;

    FleetWindows(TopologySettings settings, MonitorMetrics metrics) {
        this.settings = settings;
        this.metrics = metrics;
        monitor = new FleetMonitor(settings);
    }

    /** The events of open windows and the references of versions. */
    interface Memory {
        /** Keeps an event of a fleet under its number. */
        void keep(String fleet, long number, FleetEvent event);

        /** Events by number, {@code to} excluded, in the order of their numbers. */
        List<FleetEvent> events(String fleet, long from, long to);

        /** Forgets events by number, {@code to} excluded. */
        void forget(String fleet, long from, long to);

        /** What is known of a version; empty while its manifest has not come. */
        Optional<VersionReference> reference(String fleet, int version);
    }

    /**
     * What an event led to.
     *
     * @param state the fleet's state after it
     * @param closed what came of the window that it closed; empty when it closed none
     */
    record Taken(FleetState state, Optional<FleetMonitor.Result> closed) {}

    /**
     * Takes an event.
     *
     * @param state the fleet's state before it
     * @param now wall clock in ms, for what is written down
     */
    Taken take(String fleet, FleetState state, FleetEvent event, Memory memory, long now) {
        FleetState next = event instanceof SegmentEvent segment
                ? takeSegment(memory, fleet, state, segment)
                : takeEpisode(memory, fleet, state, event);
        return next.windowSteps() >= settings.windowSteps()
                ? close(memory, fleet, next, now)
                : new Taken(next, Optional.empty());
    }

    private FleetState takeSegment(Memory memory, String fleet, FleetState state, SegmentEvent segment) {
        int steps = segment.signals().length();
        metrics.steps.increment(steps);
        // Version 0 is the scripted driver of a frozen fleet: it says nothing about any version.
        if (unsettled(segment) || segment.modelVersion() == 0) {
            return state.settling(steps);
        }
        FleetState open = state;
        if (segment.modelVersion() != state.version()) {
            boolean older = segment.modelVersion() < state.version();
            if (older && state.olderSteps() + steps < settings.windowSteps()) {
                return state.passing(steps);
            }
            open = restart(memory, fleet, state, segment.modelVersion());
        }
        memory.keep(fleet, open.nextEvent(), segment);
        return open.with(steps);
    }

    private FleetState takeEpisode(Memory memory, String fleet, FleetState state, FleetEvent episode) {
        if (episode.modelVersion() != state.version() || unsettled(episode)) {
            return state;
        }
        memory.keep(fleet, state.nextEvent(), episode);
        return state.with(0);
    }

    /** Until episodes have spread out, a window sees too many beginnings and, of the ends, the early ones. */
    private boolean unsettled(FleetEvent event) {
        return event.age() < settings.settlingSteps();
    }

    private FleetState restart(Memory memory, String fleet, FleetState state, int version) {
        if (state.windowSteps() > 0) {
            metrics.droppedWindows.increment();
        }
        memory.forget(fleet, state.firstEvent(), state.nextEvent());
        return state.restarted(version);
    }

    private Taken close(Memory memory, String fleet, FleetState state, long now) {
        Optional<VersionReference> version = memory.reference(fleet, state.version());
        if (version.isEmpty()) {
            return new Taken(waitForReference(memory, fleet, state), Optional.empty());
        }
        long started = System.nanoTime();
        List<FleetEvent> events = memory.events(fleet, state.firstEvent(), state.nextEvent());
        FleetMonitor.Result result = monitor.close(fleet, state, events, version.get(), now);
        metrics.closing.record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
        memory.forget(fleet, state.firstEvent(), state.nextEvent());
        return new Taken(result.state(), Optional.of(result));
    }

    private FleetState waitForReference(Memory memory, String fleet, FleetState state) {
        if (state.windowSteps() < PATIENCE * settings.windowSteps()) {
            return state;
        }
        LOG.warn(
                "fleet {} drives model version {}, whose manifest is not on the models topic: {} steps cannot be judged",
                fleet,
                state.version(),
                state.windowSteps());
        return restart(memory, fleet, state, state.version());
    }
}
