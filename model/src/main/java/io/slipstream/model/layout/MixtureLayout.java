package io.slipstream.model.layout;

import io.slipstream.model.IllegalModelException;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.Network;
import io.slipstream.model.SubUnits;
import io.slipstream.model.adapter.MixtureForm;
import java.util.ArrayList;
import java.util.List;

/**
 * The mixing parameters theta [layers, M] of a policy: M numbers for each layer, of which D = softmax(gain theta) are the sub-units'
 * shares there. W = W0 + sum_m (D_m - 1/M) (W_m - W0).
 *
 * @param form how D answers to theta
 * @param layers the policy's layers, in order
 * @param tasks W_m - W0 of every sub-unit (task vectors, arXiv 2212.04089), each [network's size]
 */
public record MixtureLayout(MixtureForm form, List<Layer> layers, List<float[]> tasks) implements AdapterLayout {

    /**
     * What is mixed together: matrix, bias and norm of one layer.
     *
     * @param entries which; they lie behind one another in the network's flat vector
     */
    public record Layer(List<Entry> entries) {
        /** Copies the list. */
        public Layer {
            entries = List.copyOf(entries);
        }

        /** Index of the first weight. */
        public int from() {
            return entries.get(0).offset();
        }

        /** Index behind the last weight. */
        public int to() {
            Entry last = entries.get(entries.size() - 1);
            return last.offset() + last.size();
        }
    }

    static MixtureLayout of(ModelWeights base, Network network, MixtureForm form) {
        if (network != Network.ACTOR) {
            throw new IllegalModelException(
                    "only the actor is a mixture of sub-units, the " + network.id() + " is not");
        }
        SubUnits units = base.units()
                .orElseThrow(() -> new IllegalModelException("this model has no sub-units to mix;"
                        + " make some with 'slipstream specialise --model DIR', or choose another form of update"));
        return new MixtureLayout(form, layers(base), units.tasks(base.flat(network)));
    }

    private static List<Layer> layers(ModelWeights base) {
        List<Layer> layers = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        String current = "";
        for (Entry entry : ParameterLayout.of(base.spec(), Network.ACTOR).entries()) {
            String name = entry.name().substring(0, entry.name().lastIndexOf('.'));
            if (!name.equals(current) && !entries.isEmpty()) {
                layers.add(new Layer(entries));
                entries.clear();
            }
            current = name;
            entries.add(entry);
        }
        layers.add(new Layer(entries));
        return List.copyOf(layers);
    }

    /** M. */
    public int units() {
        return tasks.size();
    }

    @Override
    public int size() {
        return layers.size() * units();
    }

    /** Equal shares. */
    @Override
    public float[] fresh(long seed) {
        return new float[size()];
    }

    /** D [M] of a layer. */
    public double[] shares(float[] parameters, int offset, int layer) {
        double[] shares = new double[units()];
        double largest = Double.NEGATIVE_INFINITY;
        for (int m = 0; m < shares.length; m++) {
            shares[m] = (double) form.gain() * parameters[offset + layer * shares.length + m];
            largest = Math.max(largest, shares[m]);
        }
        double sum = 0;
        for (int m = 0; m < shares.length; m++) {
            shares[m] = StrictMath.exp(shares[m] - largest);
            sum += shares[m];
        }
        for (int m = 0; m < shares.length; m++) {
            shares[m] /= sum;
        }
        return shares;
    }

    @Override
    public void addTo(float[] weights, float[] parameters, int offset) {
        for (int layer = 0; layer < layers.size(); layer++) {
            double[] shares = shares(parameters, offset, layer);
            for (int i = layers.get(layer).from(); i < layers.get(layer).to(); i++) {
                double change = 0;
                for (int m = 0; m < shares.length; m++) {
                    change += (shares[m] - 1.0 / shares.length) * tasks.get(m)[i];
                }
                weights[i] += (float) change;
            }
        }
    }
}
