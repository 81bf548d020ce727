package io.slipstream.app.explain;

import io.slipstream.monitor.mismatch.Reading;
import io.slipstream.schemas.avro.MismatchReport;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.OffsetRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An explanation as a map that becomes JSON; what is not known is left out. */
public final class ExplanationJson {
    private ExplanationJson() {}

    /** The whole of it. */
    public static Map<String, Object> of(Explanation told) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("fleet", told.fleet());
        told.decision().ifPresent(made -> {
            json.put("decision", made.getId());
            json.put("createdAt", made.getCreatedAt().toString());
        });
        json.put("window", told.window());
        json.put("atStep", told.atStep());
        json.put("modelVersion", told.modelVersion());
        told.report().ifPresent(report -> report(report, json));
        judgement(told.judgement(), json);
        json.put("baselineReason", Wording.baseline(told));
        json.put("signals", told.signals().stream().map(ExplanationJson::signal).toList());
        json.put("offsets", told.offsets().stream().map(ExplanationJson::range).toList());
        json.put(
                "answers", told.answers().stream().map(ExplanationJson::version).toList());
        told.visitation().ifPresent(visitation -> json.put("visitation", visitation(visitation)));
        return json;
    }

    private static void report(MismatchReport report, Map<String, Object> json) {
        json.put("fromStep", report.getFromStep());
        json.put("steps", report.getSteps());
        json.put("episodes", report.getEpisodes());
        json.put("task", report.getTask());
    }

    private static void judgement(Judgement judgement, Map<String, Object> json) {
        json.put("component", judgement.component().name());
        json.put("finding", judgement.finding());
        json.put("reason", judgement.reason());
        json.put("rejected", judgement.rejected().name());
        json.put("margin", judgement.margin());
        json.put("baseline", judgement.baseline().name());
        json.put("constants", judgement.constants());
    }

    private static Map<String, Object> signal(Measured signal) {
        Reading reading = signal.reading();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("signal", reading.signal());
        json.put("aspect", signal.aspect().name());
        json.put("value", reading.value());
        json.put("band", List.of(reading.low(), reading.high()));
        json.put("level", reading.level());
        json.put("nullQuantile", reading.threshold());
        json.put("samples", reading.samples());
        json.put("passed", signal.passed());
        return json;
    }

    private static Map<String, Object> range(OffsetRange range) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("topic", range.getTopic());
        json.put("partition", range.getPartition());
        json.put("from", range.getFrom());
        json.put("to", range.getTo());
        return json;
    }

    private static Map<String, Object> version(ModelVersion version) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", version.getVersion());
        json.put("component", version.getComponent().name());
        json.put("updates", version.getUpdates());
        json.put("trainableParameters", version.getTrainableParameters());
        json.put("bytesPublished", version.getBytesPublished());
        return json;
    }

    private static Map<String, Object> visitation(Visitation visitation) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("reference", rows(visitation.reference(), visitation.classes()));
        json.put("window", rows(visitation.window(), visitation.classes()));
        return json;
    }

    private static List<List<Float>> rows(float[] values, int columns) {
        List<List<Float>> rows = new ArrayList<>();
        for (int from = 0; from < values.length; from += columns) {
            List<Float> row = new ArrayList<>();
            for (int i = from; i < from + columns; i++) {
                row.add(values[i]);
            }
            rows.add(row);
        }
        return rows;
    }
}
