package io.slipstream.app.identify;

import io.slipstream.monitor.decide.Finding;
import io.slipstream.monitor.decide.Identifier;
import io.slipstream.monitor.decide.SignalWindow;
import io.slipstream.monitor.mismatch.BlockGatherer;
import io.slipstream.monitor.mismatch.MismatchEstimator;
import io.slipstream.monitor.mismatch.Readings;
import io.slipstream.runtime.signals.Reference;
import io.slipstream.runtime.signals.WindowSignals;
import io.slipstream.sim.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tumbling windows of one fleet: gathers, closes them as the monitor does, and has them judged. */
final class FleetWindows {
    private final long size;
    private final long skipped;
    private final Reference reference;
    private final MismatchEstimator estimator;
    private final Clock statistics;
    private final Map<String, Identifier.Session> sessions = new LinkedHashMap<>();
    private final List<JudgedWindow> judged = new ArrayList<>();
    private final Set<Scenario> driven = new LinkedHashSet<>();
    private BlockGatherer gatherer = new BlockGatherer(IdentifySettings.BLOCK_STEPS);
    private long fromStep;

    /**
     * @param size steps of a window
     * @param skipped steps before the first window begins
     * @param statistics measures what the monitor would have to do, too
     */
    FleetWindows(
            long size,
            long skipped,
            Reference reference,
            List<Identifier> identifiers,
            MismatchEstimator estimator,
            Clock statistics) {
        this.size = size;
        this.skipped = skipped;
        this.reference = reference;
        this.estimator = estimator;
        this.statistics = statistics;
        identifiers.forEach(identifier -> sessions.put(identifier.name(), identifier.open(reference)));
    }

    /** Takes the signals of a segment or an episode. */
    void add(String environment, WindowSignals part) {
        gatherer.add(environment, part);
    }

    /** Takes note of what an environment drove. */
    void drove(Scenario scenario) {
        driven.add(scenario);
    }

    /** Closes the window if it is full; called once all segments of a round are in. */
    void endRound() {
        if (fromStep < skipped && fromStep + gatherer.steps() >= skipped) {
            fromStep += gatherer.steps();
            begin();
            return;
        }
        if (gatherer.steps() < size) {
            return;
        }
        long toStep = fromStep + gatherer.steps();
        statistics.start();
        Readings readings = estimator.read(gatherer.blocks(), reference);
        statistics.stop();
        SignalWindow window = new SignalWindow(readings, gatherer.blocksInTime());
        Map<String, Finding> findings = new LinkedHashMap<>();
        sessions.forEach((name, session) -> findings.put(name, session.judge(window)));
        judged.add(new JudgedWindow(judged.size(), fromStep, toStep, driven, readings, findings));
        fromStep = toStep;
        begin();
    }

    private void begin() {
        gatherer = new BlockGatherer(IdentifySettings.BLOCK_STEPS);
        driven.clear();
    }

    long size() {
        return size;
    }

    List<JudgedWindow> judged() {
        return judged;
    }
}
