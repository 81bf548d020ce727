package io.slipstream.monitor.topology;

import io.slipstream.monitor.decide.AdaWmConstants;
import io.slipstream.monitor.decide.DecisionSettings;
import io.slipstream.monitor.decide.Verdict;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.SignalReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes a decision down with everything it rests on. */
final class DecisionWriter {

    private DecisionWriter() {}

    static FinetuneDecision decision(long id, Verdict verdict, ClosedWindow window, DecisionSettings settings) {
        return FinetuneDecision.newBuilder()
                .setId(id)
                .setFleet(window.fleet())
                .setComponent(verdict.component())
                .setWindow(window.state().window())
                .setAtStep(window.state().steps())
                .setModelVersion(window.state().version())
                .setReason(verdict.reason())
                .setEPolicy(window.readings().policy().value())
                .setEDynamics(window.readings().dynamics().value())
                .setBand(List.of(verdict.signal().low(), verdict.signal().high()))
                .setEvidence(evidence(window))
                .setRejected(verdict.rejected())
                .setMargin(verdict.margin())
                .setBaseline(verdict.baseline())
                .setFinding(verdict.finding().name())
                .setConstants(constants(window, settings))
                .setOffsets(OffsetRanges.of(window.events()))
                .setCreatedAt(Instant.ofEpochMilli(window.now()))
                .build();
    }

    private static List<SignalReading> evidence(ClosedWindow window) {
        List<SignalReading> evidence = new ArrayList<>();
        evidence.add(ReportWriter.reading(window.readings().dynamics()));
        evidence.add(ReportWriter.reading(window.readings().policy()));
        window.readings().signals().values().forEach(reading -> evidence.add(ReportWriter.reading(reading)));
        return evidence;
    }

    private static Map<String, Double> constants(ClosedWindow window, DecisionSettings settings) {
        AdaWmConstants adaWm = AdaWmConstants.of(window.version().reference(), settings);
        Map<String, Double> constants =
                new TreeMap<>(window.version().reference().constants());
        constants.put("C1", adaWm.c1());
        constants.put("C2", adaWm.c2());
        constants.put("minimum.steps", (double) settings.minimumSteps());
        constants.put("minimum.episodes", (double) settings.minimumEpisodes());
        constants.put("hysteresis.windows", (double) settings.hysteresisWindows());
        constants.put("cooldown.steps", (double) settings.cooldownSteps());
        return constants;
    }
}
