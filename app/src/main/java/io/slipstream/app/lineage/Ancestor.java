package io.slipstream.app.lineage;

import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.OffsetRange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One version of a lineage.
 *
 * @param manifest of the version
 * @param decision that it answers; empty for the first, for a forced one, and when the decision is not on the log
 * @param data it was trained on
 */
record Ancestor(ModelVersion manifest, Optional<FinetuneDecision> decision, DataVolume data) {
    int version() {
        return manifest.getVersion();
    }

    /** Records its window held, without those of other environments of the same range. */
    List<OffsetRange> offsets() {
        return manifest.getTrainingOffsets();
    }

    /** For machines. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", version());
        json.put("parent", manifest.getParent());
        json.put("component", manifest.getComponent().name());
        json.put("updates", manifest.getUpdates());
        json.put("trainableParameters", manifest.getTrainableParameters());
        json.put("seed", manifest.getSeed());
        json.put("createdAt", manifest.getCreatedAt().toString());
        json.put("base", manifest.getBase().getSha256());
        Map<String, String> adapters = new LinkedHashMap<>();
        manifest.getAdapters().forEach(adapter -> adapters.put(adapter.getName(), adapter.getSha256()));
        json.put("adapters", adapters);
        json.put("decision", decision.map(Ancestor::json).orElse(null));
        json.put(
                "trainingOffsets",
                offsets().stream()
                        .map(range -> Map.of(
                                "topic",
                                range.getTopic(),
                                "partition",
                                range.getPartition(),
                                "from",
                                range.getFrom(),
                                "to",
                                range.getTo()))
                        .toList());
        json.put("segments", data.segments());
        json.put("bytes", data.bytes());
        json.put("steps", data.steps());
        json.put("stepsByTask", data.byTask());
        return json;
    }

    private static Map<String, Object> json(FinetuneDecision decision) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", decision.getId());
        json.put("component", decision.getComponent().name());
        json.put("finding", decision.getFinding());
        json.put("atStep", decision.getAtStep());
        json.put("window", decision.getWindow());
        json.put("modelVersion", decision.getModelVersion());
        json.put("reason", decision.getReason());
        return json;
    }
}
