package io.slipstream.monitor.web;

import io.slipstream.runtime.serde.Tensors;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.MismatchReport;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.OffsetRange;
import io.slipstream.schemas.avro.Tensor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the shown decisions rest on: too much to push to every page, so a page that opens a decision asks for it. Belongs to one event loop.
 */
final class EvidenceBook {
    /** Latent groups whose two distributions are shown. */
    private static final int GROUPS = 4;

    private final Map<Long, MismatchReport> reports = bounded();
    private final Map<Integer, Tensor> references = bounded();
    private final Map<Long, FinetuneDecision> decisions = bounded();

    void add(MismatchReport report) {
        reports.put(report.getWindow(), report);
    }

    void add(ModelVersion version) {
        references.put(version.getVersion(), version.getReference().getVisitation());
    }

    void add(FinetuneDecision decision) {
        decisions.put(decision.getId(), decision);
    }

    /** Everything known about a decision; empty when it is not among those shown. */
    Optional<JsonObject> of(long decision) {
        return Optional.ofNullable(decisions.get(decision)).map(this::evidence);
    }

    private JsonObject evidence(FinetuneDecision decision) {
        JsonArray offsets = new JsonArray();
        decision.getOffsets().forEach(range -> offsets.add(offsets(range)));
        JsonObject constants = new JsonObject();
        decision.getConstants().forEach(constants::put);
        MismatchReport report = reports.get(decision.getWindow());
        return new JsonObject()
                .put("id", decision.getId())
                .put("window", decision.getWindow())
                .put("steps", report == null ? null : report.getSteps())
                .put("evidence", PageRecords.readings(decision.getEvidence()))
                .put("constants", constants)
                .put("offsets", offsets)
                .put("visitation", visitation(decision.getModelVersion(), report));
    }

    private static JsonObject offsets(OffsetRange range) {
        return new JsonObject()
                .put("topic", range.getTopic())
                .put("partition", range.getPartition())
                .put("from", range.getFrom())
                .put("to", range.getTo());
    }

    /** The latent groups whose use differs most between calibration and window, the strongest first. */
    private JsonArray visitation(int version, @Nullable MismatchReport report) {
        JsonArray groups = new JsonArray();
        Tensor reference = references.get(version);
        if (report == null || reference == null || !comparable(reference, report.getVisitation())) {
            return groups;
        }
        int classes = reference.getShape().get(1);
        float[] calibrated = Tensors.floats(reference);
        float[] window = Tensors.floats(report.getVisitation());
        IntStream.range(0, reference.getShape().get(0))
                .boxed()
                .sorted(Comparator.comparingDouble(group -> -distance(calibrated, window, group, classes)))
                .limit(GROUPS)
                .forEach(group -> groups.add(new JsonObject()
                        .put("group", group)
                        .put("distance", distance(calibrated, window, group, classes))
                        .put("reference", part(calibrated, group, classes))
                        .put("window", part(window, group, classes))));
        return groups;
    }

    private static boolean comparable(Tensor reference, Tensor window) {
        return reference.getShape().equals(window.getShape())
                && reference.getShape().size() == 2;
    }

    /** Total variation: the share of steps that would have to move. */
    private static double distance(float[] first, float[] second, int group, int classes) {
        double sum = 0;
        for (int i = group * classes; i < (group + 1) * classes; i++) {
            sum += Math.abs(first[i] - second[i]);
        }
        return sum / 2;
    }

    private static List<Double> part(float[] values, int group, int classes) {
        return IntStream.range(group * classes, (group + 1) * classes)
                .mapToObj(i -> Math.round(values[i] * 1e4) / 1e4)
                .toList();
    }

    /** Forgets the oldest beyond what the page shows. */
    private static <K, V> Map<K, V> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > History.KEPT;
            }
        };
    }
}
