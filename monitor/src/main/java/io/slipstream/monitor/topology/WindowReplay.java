package io.slipstream.monitor.topology;

import io.slipstream.monitor.decide.AdaWmConstants;
import io.slipstream.monitor.decide.Decider;
import io.slipstream.monitor.decide.DecisionState;
import io.slipstream.monitor.decide.Ruling;
import io.slipstream.monitor.decide.WindowEvidence;
import io.slipstream.monitor.mismatch.Reading;
import io.slipstream.monitor.mismatch.Readings;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.MismatchReport;
import io.slipstream.schemas.avro.SignalReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Computes the windows of one fleet again, from the records that their reports name and the reference of the version that drove. Which number
 * a window has and at which step of the fleet it lay is taken from its report.
 */
public final class WindowReplay {
    private final String fleet;
    private final WireFormat wire;
    private final VersionReferences references;

    /**
     * @param fleet whose windows
     * @param wire how records travel
     * @param manifests bytes of the manifests of model versions, by the key they have on the log
     */
    public WindowReplay(String fleet, WireFormat wire, Map<String, byte[]> manifests) {
        this.fleet = fleet;
        this.wire = wire;
        Map<String, byte[]> known = Map.copyOf(manifests);
        this.references = new VersionReferences(wire.versions(), key -> value(known, key));
    }

    private static byte @Nullable [] value(Map<String, byte[]> manifests, String key) {
        return manifests.get(key);
    }

    /**
     * A record of the log.
     *
     * @param topic its topic
     * @param partition its partition
     * @param offset its offset
     * @param value its bytes as they came, null for a deletion
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
    public record Bytes(String topic, int partition, long offset, byte @Nullable [] value) {}

    /** One window's records, put together as they are read. */
    public final class Window {
        private final MismatchReport recorded;
        private final TopologySettings settings;
        private final List<FleetEvent> events = new ArrayList<>();

        private Window(MismatchReport recorded, TopologySettings settings) {
            this.recorded = recorded;
            this.settings = settings;
        }

        /**
         * Takes a transition segment of the ranges that the report names; what the window did not take, it does not take now.
         *
         * @throws io.slipstream.runtime.serde.UnknownSchemaException when it was written with a schema of the future
         */
        public void segment(Bytes record) {
            take(EventFormat.segments(wire), record);
        }

        /**
         * Takes an episode of the ranges that the report names; what the window did not take, it does not take now.
         *
         * @throws io.slipstream.runtime.serde.UnknownSchemaException when it was written with a schema of the future
         */
        public void episode(Bytes record) {
            take(EventFormat.episodes(wire), record);
        }

        private void take(EventFormat format, Bytes record) {
            ReplayedEvent.read(format, record)
                    .filter(event -> event.fleet().equals(fleet))
                    .map(ReplayedEvent::event)
                    .filter(event -> event.modelVersion() == recorded.getModelVersion()
                            && event.age() >= settings.settlingSteps())
                    .ifPresent(events::add);
        }

        /**
         * Reads the window and decides on it.
         *
         * @param before where the decision stood before the window
         */
        public Outcome close(DecisionState before) {
            FleetState state = new FleetState(
                    recorded.getToStep(),
                    recorded.getWindow(),
                    recorded.getModelVersion(),
                    recorded.getFromStep(),
                    recorded.getSteps(),
                    0,
                    0,
                    events.size(),
                    before);
            FleetMonitor.Result result = new FleetMonitor(settings)
                    .close(
                            fleet,
                            state,
                            events,
                            reference(recorded),
                            recorded.getCreatedAt().toEpochMilli());
            return new Outcome(result.report(), result.decision());
        }
    }

    /**
     * What a window led to when it was computed again.
     *
     * @param report absent when no segment could be used
     * @param decision present when one was made
     */
    public record Outcome(Optional<MismatchReport> report, Optional<FinetuneDecision> decision) {}

    /**
     * Begins to compute a window again.
     *
     * @param recorded its report
     * @param settings that it was computed with
     */
    public Window window(MismatchReport recorded, TopologySettings settings) {
        return new Window(recorded, settings);
    }

    /**
     * Where the decision stands after a window, by what its report says; the records need not be read for it.
     *
     * @param before where it stood before the window
     * @param report of the window
     * @param settings that it was computed with
     */
    public DecisionState after(DecisionState before, MismatchReport report, TopologySettings settings) {
        VersionReference version = reference(report);
        Ruling ruling = new Decider(settings.decision())
                .rule(
                        before,
                        new WindowEvidence(
                                report.getToStep(),
                                report.getModelVersion(),
                                version.answers(),
                                version.fingerprint(),
                                readings(report, version),
                                AdaWmConstants.of(version.reference(), settings.decision())));
        return ruling.state();
    }

    private VersionReference reference(MismatchReport report) {
        return references
                .find(fleet, report.getModelVersion())
                .orElseThrow(() -> new IllegalArgumentException("window " + report.getWindow() + " was driven by model"
                        + " version " + report.getModelVersion() + ", whose manifest is not on the log"));
    }

    private static Readings readings(MismatchReport report, VersionReference version) {
        Map<String, Reading> signals = new TreeMap<>();
        report.getSignals().forEach(signal -> signals.put(signal.getSignal(), reading(signal)));
        return new Readings(
                report.getSteps(),
                report.getEpisodes(),
                reading(report.getDynamics()),
                reading(report.getPolicy()),
                version.layout().groups(),
                signals);
    }

    private static Reading reading(SignalReading signal) {
        return new Reading(
                signal.getSignal(),
                signal.getValue(),
                signal.getLow(),
                signal.getHigh(),
                signal.getLevel(),
                signal.getThreshold(),
                signal.getSamples());
    }
}
