package io.slipstream.model.layout;

import java.util.List;

/**
 * Several layouts, one behind the other.
 *
 * @param parts in order
 */
public record JointLayout(List<AdapterLayout> parts) implements AdapterLayout {
    /** Copies the list. */
    public JointLayout {
        parts = List.copyOf(parts);
    }

    @Override
    public int size() {
        return parts.stream().mapToInt(AdapterLayout::size).sum();
    }

    @Override
    public float[] fresh(long seed) {
        float[] flat = new float[size()];
        int offset = 0;
        for (AdapterLayout part : parts) {
            System.arraycopy(part.fresh(seed), 0, flat, offset, part.size());
            offset += part.size();
        }
        return flat;
    }

    @Override
    public void addTo(float[] weights, float[] parameters, int offset) {
        int from = offset;
        for (AdapterLayout part : parts) {
            part.addTo(weights, parameters, from);
            from += part.size();
        }
    }
}
