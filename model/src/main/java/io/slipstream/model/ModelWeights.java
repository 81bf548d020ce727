package io.slipstream.model;

import io.slipstream.model.layout.AdapterLayout;
import io.slipstream.model.layout.ParameterLayout;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An immutable host copy of a model: its sizes, one flat float32 vector per network and, on a base whose policy can be mixed, the
 * policy's sub-units.
 */
public final class ModelWeights {
    private final ModelSpec spec;
    private final Map<Network, float[]> flats;
    private final Optional<SubUnits> units;

    /**
     * Without sub-units. Takes the vectors over (they are not copied: do not change them).
     *
     * @throws IllegalModelException when a vector is missing or has the wrong length
     */
    public ModelWeights(ModelSpec spec, Map<Network, float[]> flats) {
        this(spec, flats, Optional.empty());
    }

    /**
     * Takes the vectors over (they are not copied: do not change them).
     *
     * @throws IllegalModelException when a vector is missing or has the wrong length
     */
    public ModelWeights(ModelSpec spec, Map<Network, float[]> flats, Optional<SubUnits> units) {
        this.spec = spec;
        this.flats = new EnumMap<>(flats);
        this.units = units;
        for (Network network : Network.values()) {
            int expected = ParameterLayout.of(spec, network).size();
            float[] flat = this.flats.get(network);
            if (flat == null || flat.length != expected) {
                throw new IllegalModelException("network " + network.id() + " needs " + expected
                        + " parameters for this spec, found " + (flat == null ? "none" : flat.length)
                        + "; weights of another version of Slipstream need that version, or a new data folder");
            }
        }
        units.ifPresent(present -> present.checkFits(spec));
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
        return flatOf(flats, network);
    }

    /** The policy's sub-units, where there are any. */
    public Optional<SubUnits> units() {
        return units;
    }

    /** The same networks with other sub-units, or none. */
    public ModelWeights withUnits(Optional<SubUnits> others) {
        return new ModelWeights(spec, flats, others);
    }

    /** The same with another vector for one network. Sub-units belong to one actor: another one has none. */
    public ModelWeights with(Network network, float[] flat) {
        Map<Network, float[]> changed = new EnumMap<>(flats);
        changed.put(network, flat);
        return new ModelWeights(spec, changed, network == Network.ACTOR ? Optional.empty() : units);
    }

    /** Number of parameters of all networks; sub-units do not count. */
    public long parameters() {
        return flats.values().stream().mapToLong(flat -> flat.length).sum();
    }

    /**
     * These weights with the adapters merged in: what an actor loads. Sub-units are left behind.
     *
     * @throws IllegalModelException when an adapter does not fit
     */
    public ModelWeights merge(List<Adapter> adapters) {
        Map<Network, float[]> merged = new EnumMap<>(flats);
        for (Adapter adapter : adapters) {
            AdapterLayout layout = AdapterLayout.of(this, adapter.network(), adapter.form());
            merged.put(adapter.network(), layout.merge(flatOf(merged, adapter.network()), adapter.parameters()));
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

    /** As safetensors: one F32 tensor per network, then one per sub-unit; readers take those they know by name. */
    public byte[] toSafetensors() {
        Map<String, float[]> tensors = new LinkedHashMap<>();
        for (Network network : Network.values()) {
            tensors.put(network.id(), flat(network));
        }
        units.ifPresent(present -> tensors.putAll(present.tensors()));
        return Safetensors.encode(tensors);
    }

    /**
     * Reads what {@link #toSafetensors()} wrote.
     *
     * @throws IllegalModelException when the bytes are damaged, do not fit the spec or hold a number that is not finite
     */
    public static ModelWeights fromSafetensors(ModelSpec spec, byte[] bytes) {
        Map<String, float[]> tensors = Safetensors.decode(bytes);
        Map<Network, float[]> flats = new EnumMap<>(Network.class);
        for (Network network : Network.values()) {
            float[] flat = tensors.get(network.id());
            if (flat != null) {
                flats.put(network, flat);
            }
        }
        return new ModelWeights(
                spec, flats, SubUnits.among(tensors) ? Optional.of(SubUnits.of(tensors)) : Optional.empty());
    }

    /** SHA-256 of the safetensors bytes, hex. */
    public String sha256() {
        return Hashes.sha256(toSafetensors());
    }
}
