package io.slipstream.model.inference;

import java.util.List;

/** Hidden layers and a dense output, with room for a batch. */
final class Head {
    private final List<Layer> layers;
    private final Dense out;
    private final float[][][] hidden; // [layers][rows][width or more]
    private final float[][] outputs; // [rows][outputs or more]

    /** With room for a number of rows. */
    Head(List<Layer> layers, Dense out, int rows) {
        this.layers = List.copyOf(layers);
        this.out = out;
        this.hidden = new float[layers.size()][][];
        for (int i = 0; i < layers.size(); i++) {
            hidden[i] = new float[rows][Kernel.room(layers.get(i).dense().outputs())];
        }
        this.outputs = new float[rows][Kernel.room(out.outputs())];
    }

    /** The first layer, for whoever feeds it piece by piece. */
    Layer first() {
        return layers.get(0);
    }

    /** Where the first layer's sums are put together, begun with its biases: [rows][width]. */
    float[][] begin(int rows) {
        first().dense().begin(hidden[0], rows);
        return hidden[0];
    }

    /** All after the sums of the first layer: [rows][outputs], overwritten by the next pass. */
    float[][] finish(int rows) {
        first().finish(hidden[0], rows);
        for (int i = 1; i < layers.size(); i++) {
            layers.get(i).apply(hidden[i - 1], hidden[i], rows);
        }
        out.apply(hidden[layers.size() - 1], outputs, rows);
        return outputs;
    }

    /** x [rows][inputs] -> [rows][outputs], overwritten by the next pass. */
    float[][] apply(float[][] x, int rows) {
        first().dense().matrix().add(x, begin(rows), rows);
        return finish(rows);
    }
}
