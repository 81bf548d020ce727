package io.slipstream.model;

import java.util.List;
import java.util.Map;

/**
 * A model version as it lies in a folder.
 *
 * @param version its number
 * @param base frozen weights
 * @param adapters low-rank updates on the base, possibly none
 * @param referenceJson the yardstick of this version ({@code {}} when it has none yet)
 * @param provenance how it was made: command, seed, commit ...
 */
public record StoredModel(
        int version, ModelWeights base, List<Adapter> adapters, String referenceJson, Map<String, String> provenance) {
    /** Copies the collections. */
    public StoredModel {
        adapters = List.copyOf(adapters);
        provenance = Map.copyOf(provenance);
    }

    /** Base and adapters merged: what an actor drives with. */
    public ModelWeights merged() {
        return base.merge(adapters);
    }
}
