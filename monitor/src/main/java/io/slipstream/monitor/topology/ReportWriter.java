package io.slipstream.monitor.topology;

import io.slipstream.monitor.mismatch.Reading;
import io.slipstream.runtime.serde.Tensors;
import io.slipstream.runtime.signals.SignalLayout;
import io.slipstream.schemas.avro.MismatchReport;
import io.slipstream.schemas.avro.SignalReading;
import io.slipstream.schemas.avro.Tensor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes a window down as a report. */
final class ReportWriter {

    private ReportWriter() {}

    /**
     * The report of a window.
     *
     * @param finding what the window shows, empty when it was too small to say
     * @param settings what the monitor was told, as text by key
     */
    static MismatchReport report(ClosedWindow window, String finding, Map<String, String> settings) {
        FleetState state = window.state();
        return MismatchReport.newBuilder()
                .setFleet(window.fleet())
                .setWindow(state.window())
                .setFromStep(state.fromStep())
                .setToStep(state.steps())
                .setModelVersion(state.version())
                .setTask(mostDriven(window.events()))
                .setSteps(window.readings().steps())
                .setEpisodes(window.readings().episodes())
                .setSuccessRate(orNull(window.signals().successRate()))
                .setMeanReturn(orNull(window.signals().meanReturn()))
                .setMeanTtc(orNull(meanTtc(window.events())))
                .setDynamics(reading(window.readings().dynamics()))
                .setPolicy(reading(window.readings().policy()))
                .setSignals(window.readings().signals().values().stream()
                        .map(ReportWriter::reading)
                        .toList())
                .setFinding(finding)
                .setVisitation(visitation(window))
                .setOffsets(OffsetRanges.of(window.events()))
                .setCreatedAt(Instant.ofEpochMilli(window.now()))
                .setSettings(settings)
                .build();
    }

    static SignalReading reading(Reading reading) {
        return SignalReading.newBuilder()
                .setSignal(reading.signal())
                .setValue(reading.value())
                .setLow(reading.low())
                .setHigh(reading.high())
                .setLevel(reading.level())
                .setThreshold(reading.threshold())
                .setSamples(reading.samples())
                .build();
    }

    private static String mostDriven(List<FleetEvent> events) {
        Map<String, Integer> steps = new TreeMap<>();
        for (FleetEvent event : events) {
            if (event instanceof SegmentEvent segment) {
                steps.merge(segment.task(), segment.signals().length(), Integer::sum);
            }
        }
        return steps.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
    }

    private static OptionalDouble meanTtc(List<FleetEvent> events) {
        return events.stream()
                .filter(EpisodeEvent.class::isInstance)
                .map(event -> ((EpisodeEvent) event).meanTtc())
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .average();
    }

    private static Tensor visitation(ClosedWindow window) {
        double[] frequencies = window.signals().visitation();
        float[] values = new float[frequencies.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) frequencies[i];
        }
        SignalLayout layout = window.version().layout();
        return Tensors.floats(values, new int[] {layout.latentGroups(), layout.latentClasses()});
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
