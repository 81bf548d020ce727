package io.slipstream.actor.models;

import io.slipstream.model.Adapter;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.ModelWeights;
import io.slipstream.runtime.weights.PublishedVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes and merges published versions; the base, which many versions share, is decoded once. Owned by one thread. */
public final class ModelLoader {
    private String cachedHash = "";
    private @Nullable ModelWeights cached;

    /**
     * The weights of a version.
     *
     * @throws io.slipstream.model.IllegalModelException if its bytes are no model
     */
    public DrivableModel load(PublishedVersion version) {
        List<Adapter> adapters =
                version.adapters().stream().map(Adapter::fromBytes).toList();
        return new DrivableModel(version.manifest().getVersion(), base(version).merge(adapters));
    }

    private ModelWeights base(PublishedVersion version) {
        String hash = version.manifest().getBase().getSha256();
        ModelWeights known = cached;
        if (known != null && hash.equals(cachedHash)) {
            return known;
        }
        ModelSpec spec = ModelSpec.fromJson(version.manifest().getSpec());
        ModelWeights decoded = ModelWeights.fromSafetensors(spec, version.base());
        cached = decoded;
        cachedHash = hash;
        return decoded;
    }
}
