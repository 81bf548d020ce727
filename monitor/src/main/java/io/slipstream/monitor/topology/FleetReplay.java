package io.slipstream.monitor.topology;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.MismatchReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The monitor's windows and decisions over a log that is read again, without Kafka Streams. Owned by one thread. */
public final class FleetReplay {
    private final FleetWindows windows;
    private final Notes memory;
    private final Map<String, FleetState> states = new HashMap<>();
    private final List<MismatchReport> reports = new ArrayList<>();
    private final List<FinetuneDecision> decisions = new ArrayList<>();

    /**
     * @param settings of the monitor; any, not only those that the log was made with
     * @param wire how manifests travel
     */
    public FleetReplay(TopologySettings settings, WireFormat wire) {
        windows = new FleetWindows(settings, new MonitorMetrics(new SimpleMeterRegistry()));
        memory = new Notes(wire);
    }

    /** Takes the manifest of a model version, under the key it has on the log. */
    public void manifest(String key, byte[] manifest) {
        memory.manifests.put(key, manifest);
    }

    /**
     * Takes an event; events must come in the order of the log.
     *
     * @param now wall clock in ms, for what is written down
     */
    public void take(ReplayedEvent replayed, long now) {
        String fleet = replayed.fleet();
        FleetState state = states.getOrDefault(fleet, FleetState.initial());
        FleetWindows.Taken taken = windows.take(fleet, state, replayed.event(), memory, now);
        states.put(fleet, taken.state());
        taken.closed().ifPresent(result -> {
            result.report().ifPresent(reports::add);
            result.decision().ifPresent(decisions::add);
        });
    }

    /** Every window so far, in order. */
    public List<MismatchReport> reports() {
        return List.copyOf(reports);
    }

    /** Every decision so far, in order. */
    public List<FinetuneDecision> decisions() {
        return List.copyOf(decisions);
    }

    /** Open windows in memory. */
    private static final class Notes implements FleetWindows.Memory {
        private final Map<String, byte[]> manifests = new HashMap<>();
        private final Map<String, List<FleetEvent>> open = new HashMap<>();
        private final VersionReferences references;

        Notes(WireFormat wire) {
            references = new VersionReferences(wire.versions(), this::bytes);
        }

        private byte @Nullable [] bytes(String key) {
            return manifests.get(key);
        }

        @Override
        public void keep(String fleet, long number, FleetEvent event) {
            open.computeIfAbsent(fleet, any -> new ArrayList<>()).add(event);
        }

        @Override
        public List<FleetEvent> events(String fleet, long from, long to) {
            return open.getOrDefault(fleet, List.of());
        }

        @Override
        public void forget(String fleet, long from, long to) {
            open.remove(fleet);
        }

        @Override
        public Optional<VersionReference> reference(String fleet, int version) {
            return references.find(fleet, version);
        }
    }
}
