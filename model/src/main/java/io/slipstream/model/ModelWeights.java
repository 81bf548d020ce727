package io.slipstream.model;

import io.slipstream.model.layout.AdapterLayout;
import io.slipstream.model.layout.ParameterLayout;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** An immutable host copy of a model: its sizes and one flat float32 vector per network. */
public final class ModelWeights {
    private final ModelSpec spec;
    private final Map<Network, float[]> flats;

    /**
     * Takes the vectors over (they are not copied: do not change them).
     *
     * @throws IllegalModelException when a vector is missing or has the wrong length
     */
    public ModelWeights(ModelSpec spec, Map<Network, float[]> flats) {
        this.spec = spec;
        this.flats = new EnumMap<>(flats);
        for (Network network : Network.values()) {
            int expected = ParameterLayout.of(spec, network).size();
            float[] flat = this.flats.get(network);
            if (flat == null || flat.length != expected) {
                throw new IllegalModelException("network " + network.id() + " needs " + expected
                        + " parameters for this spec, found " + (flat == null ? "none" : flat.length));
            }
        }
    }

    /** Fresh weights from a seed. */
    public static ModelWeights initial(ModelSpec spec, long seed) {
        Map<Network, float[]> flats = new EnumMap<>(Network.class);
        for (Network network : Network.values()) {
            flats.put(network, ParameterLayout.of(spec, network).initial(seed * 31 + network.ordinal()));
        }
        return new ModelWeights(spec, flats);
    }

    /** The sizes. */
    public ModelSpec spec() {
        return spec;
    }

    /** The flat vector of a network; not a copy, do not change. */
    public float[] flat(Network network) {
        float[] flat = flats.get(network);
        if (flat == null) {
            throw new IllegalStateException("checked in the constructor");
        }
        return flat;
    }

    /** Number of parameters of all networks. */
    public long parameters() {
        return flats.values().stream().mapToLong(flat -> flat.length).sum();
    }

    /** These weights with the adapters' products added: what an actor loads. */
    public ModelWeights merge(List<Adapter> adapters) {
        Map<Network, float[]> merged = new EnumMap<>(flats);
        for (Adapter adapter : adapters) {
            AdapterLayout layout = AdapterLayout.of(spec, adapter.network(), adapter.rank());
            merged.put(adapter.network(), layout.merge(flatOf(merged, adapter.network()), adapter));
        }
        return new ModelWeights(spec, merged);
    }

    private static float[] flatOf(Map<Network, float[]> flats, Network network) {
        float[] flat = flats.get(network);
        if (flat == null) {
            throw new IllegalStateException("no vector for " + network.id());
        }
        return flat;
    }

    /** As safetensors: one F32 tensor per network. */
    public byte[] toSafetensors() {
        return Safetensors.encode(this);
    }

    /**
     * Reads what {@link #toSafetensors()} wrote.
     *
     * @throws IllegalModelException when the bytes are damaged, do not fit the spec or hold a number that is not finite
     */
    public static ModelWeights fromSafetensors(ModelSpec spec, byte[] bytes) {
        return new ModelWeights(spec, Safetensors.decode(bytes));
    }

    /** SHA-256 of the safetensors bytes, hex. */
    public String sha256() {
        return Hashes.sha256(toSafetensors());
    }
}
