package io.slipstream.monitor.topology;

import io.slipstream.monitor.decide.AdaWmConstants;
import io.slipstream.monitor.decide.Decider;
import io.slipstream.monitor.decide.Ruling;
import io.slipstream.monitor.decide.WindowEvidence;
import io.slipstream.monitor.mismatch.MismatchEstimator;
import io.slipstream.monitor.mismatch.Readings;
import io.slipstream.runtime.signals.WindowSignals;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.MismatchReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a full window and decides on it. A pure function of the window, the version's reference and the fleet's state. */
final class FleetMonitor {
    private static final Logger LOG = LoggerFactory.getLogger(FleetMonitor.class);

    private final TopologySettings settings;
    private final MismatchEstimator estimator;
    private final Decider decider;

    FleetMonitor(TopologySettings settings) {
        this.settings = settings;
        estimator = new MismatchEstimator(settings.resamples(), settings.seed());
        decider = new Decider(settings.decision());
    }

    /**
     * What came of a window.
     *
     * @param state the fleet's state with the next window open
     * @param report absent when no segment could be used
     * @param decision present when one was made
     * @param refused segments that could not be used, with the reason
     */
    record Result(
            FleetState state,
            Optional<MismatchReport> report,
            Optional<FinetuneDecision> decision,
            Map<Source, String> refused) {}

    Result close(String fleet, FleetState state, List<FleetEvent> arrived, VersionReference version, long now) {
        // In which order partitions were read is chance; sums of floating-point numbers must not depend on it.
        List<FleetEvent> events =
                arrived.stream().sorted(WindowBlocks.IN_LOG_ORDER).toList();
        WindowBlocks window = WindowBlocks.of(events, version.layout(), settings.blockSteps());
        if (window.blocks().stream().mapToLong(WindowSignals::steps).sum() == 0) {
            return new Result(state.closed(state.decision()), Optional.empty(), Optional.empty(), window.refused());
        }
        WindowSignals merged = new WindowSignals(version.layout());
        window.blocks().forEach(merged::merge);
        Readings readings = estimator.read(window.blocks(), version.reference());
        ClosedWindow closed = new ClosedWindow(fleet, state, events, merged, readings, version, now);
        Ruling ruling = decider.rule(state.decision(), evidence(closed));
        if (!ruling.held().isEmpty()) {
            LOG.debug("fleet {} window {}: no decision, {}", fleet, state.window(), ruling.held());
        }
        return new Result(
                state.closed(ruling.state()),
                Optional.of(ReportWriter.report(closed, finding(ruling), settings.told())),
                decision(ruling, closed),
                window.refused());
    }

    private WindowEvidence evidence(ClosedWindow window) {
        return new WindowEvidence(
                window.state().steps(),
                window.state().version(),
                window.version().answers(),
                window.version().fingerprint(),
                window.readings(),
                AdaWmConstants.of(window.version().reference(), settings.decision()));
    }

    /** Empty for a window that was too small to judge. */
    private static String finding(Ruling ruling) {
        return ruling.verdict().map(verdict -> verdict.finding().name()).orElse("");
    }

    private Optional<FinetuneDecision> decision(Ruling ruling, ClosedWindow window) {
        return ruling.decision()
                .flatMap(id -> ruling.verdict()
                        .map(verdict -> DecisionWriter.decision(id, verdict, window, settings.decision())));
    }
}
