package io.slipstream.model;

import io.slipstream.model.adapter.AdapterForm;
import io.slipstream.model.layout.AdapterLayout;

/**
 * An update of one network on its frozen base.
 *
 * @param network which network it updates
 * @param form what it is made of
 * @param parameters its numbers, in the order of the form's {@link AdapterLayout}; not copied, do not change
 */
public record Adapter(Network network, AdapterForm form, float[] parameters) {
    /**
     * One that changes nothing yet: merged with its base it is the base, bit for bit.
     *
     * @throws IllegalModelException when the base cannot take this form
     */
    public static Adapter fresh(ModelWeights base, Network network, AdapterForm form, long seed) {
        return new Adapter(network, form, AdapterLayout.of(base, network, form).fresh(seed));
    }

    /** As one small record: a header with form and network, then the numbers. */
    public byte[] toBytes() {
        return AdapterRecord.encode(this);
    }

    /**
     * Reads what {@link #toBytes()} wrote, now or in the first format, which knew LoRA alone.
     *
     * @throws IllegalModelException when the bytes are no adapter, or hold a number that is not finite
     */
    public static Adapter fromBytes(byte[] bytes) {
        return AdapterRecord.decode(bytes);
    }
}
