package io.slipstream.model.inference;

import io.slipstream.model.ModelWeights;
import io.slipstream.model.Network;
import io.slipstream.model.layout.Entry;
import io.slipstream.model.layout.ParameterLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The parameters of a network by name. */
final class Weights {
    private final ParameterLayout layout;
    private final float[] flat;

    Weights(ModelWeights merged, Network network) {
        this.layout = ParameterLayout.of(merged.spec(), network);
        this.flat = merged.flat(network);
    }

    Matrix matrix(String name) {
        return Matrix.of(flat, entry(name + ".weight"));
    }

    Dense dense(String name) {
        return new Dense(matrix(name), vector(name + ".bias"));
    }

    Norm norm(String name) {
        return new Norm(vector(name + ".gain"), vector(name + ".shift"));
    }

    Layer layer(String name) {
        return new Layer(dense(name), norm(name));
    }

    /** Hidden layers and a dense output. */
    Head head(String name, int layers, int rows) {
        List<Layer> hidden = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            hidden.add(layer(name + "." + i));
        }
        return new Head(hidden, dense(name + ".out"), rows);
    }

    private float[] vector(String name) {
        Entry entry = entry(name);
        return Arrays.copyOfRange(flat, entry.offset(), entry.offset() + entry.size());
    }

    private Entry entry(String name) {
        Entry entry = layout.find(name);
        if (entry == null) {
            throw new IllegalArgumentException("no parameter named " + name);
        }
        return entry;
    }
}
