package io.slipstream.model.layout;

import io.slipstream.model.IllegalModelException;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.Network;
import io.slipstream.model.adapter.AdapterForm;
import io.slipstream.model.adapter.JointForm;
import io.slipstream.model.adapter.LowRankForm;
import io.slipstream.model.adapter.MixtureForm;
import io.slipstream.model.adapter.NolaForm;

/** Where an adapter's numbers lie in its flat vector, what they start from, and what they change in the base. */
public sealed interface AdapterLayout permits LowRankLayout, NolaLayout, MixtureLayout, JointLayout {

    /**
     * The layout of a form on a base.
     *
     * @throws IllegalModelException when the base cannot take this form; the message says why
     */
    static AdapterLayout of(ModelWeights base, Network network, AdapterForm form) {
        if (form instanceof LowRankForm low) {
            return LowRankLayout.of(base.spec(), network, low);
        }
        if (form instanceof NolaForm nola) {
            return NolaLayout.of(base.spec(), network, nola);
        }
        if (form instanceof MixtureForm mixture) {
            return MixtureLayout.of(base, network, mixture);
        }
        if (form instanceof JointForm joint) {
            return new JointLayout(
                    joint.parts().stream().map(part -> of(base, network, part)).toList());
        }
        throw new IllegalStateException("every form has a layout: " + form);
    }

    /** Length of the flat vector. */
    int size();

    /** Numbers with which the adapter changes nothing yet. */
    float[] fresh(long seed);

    /**
     * Adds what the numbers from {@code offset} on change to a network's weights. The same on every machine.
     *
     * @param parameters the adapter's flat vector, or one that holds it
     * @param offset where it begins there
     * @param weights the network's flat vector, changed
     */
    void addTo(float[] weights, float[] parameters, int offset);

    /**
     * The base with the adapter merged in.
     *
     * @throws IllegalModelException when the adapter does not have as many numbers as this layout
     */
    default float[] merge(float[] base, float[] parameters) {
        if (parameters.length != size()) {
            throw new IllegalModelException(
                    "the adapter has " + parameters.length + " parameters, its form needs " + size() + " on this base");
        }
        float[] merged = base.clone();
        addTo(merged, parameters, 0);
        return merged;
    }
}
