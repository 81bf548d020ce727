package io.slipstream.model.inference;

import io.slipstream.model.ModelSpec;

/** h' = GRU(h, z, a), as {@link io.slipstream.model.network.WorldModel#next}. */
final class RecurrencePass {
    private final Layer input;
    private final Dense gatesInput;
    private final Matrix gatesState;
    private final Norm gatesNorm;
    private final int width;
    private final float[][] hidden; // [N][U]
    private final float[][] gates; // [N][3H]
    private final float[] candidate; // [H]
    private final float[] reset; // [H]
    private final float[] update; // [H]

    RecurrencePass(ModelSpec spec, Weights world, int rows) {
        input = world.layer("recurrent.input");
        gatesInput = world.dense("recurrent.gates.input");
        gatesState = world.matrix("recurrent.gates.state");
        gatesNorm = world.norm("recurrent.gates");
        width = spec.deterministic();
        hidden = new float[rows][input.dense().outputs()];
        gates = new float[rows][3 * width];
        candidate = new float[width];
        reset = new float[width];
        update = new float[width];
    }

    /** h [N, H] in place; z and a as the indices of [Z + A] where they are one. */
    void next(float[][] h, Moves moves, int rows) {
        input.dense().begin(hidden, rows);
        for (int row = 0; row < rows; row++) {
            input.dense().matrix().addColumns(moves.ones(row), moves.count(row), hidden[row]);
        }
        input.finish(hidden, rows);
        gatesInput.apply(hidden, gates, rows);
        gatesState.add(h, gates, rows);
        for (int row = 0; row < rows; row++) {
            gatesNorm.apply(gates[row]);
            blend(h[row], gates[row]);
        }
    }

    private void blend(float[] h, float[] gate) {
        System.arraycopy(gate, 0, reset, 0, width);
        System.arraycopy(gate, width, candidate, 0, width);
        System.arraycopy(gate, 2 * width, update, 0, width);
        Activation.sigmoid(reset, width);
        for (int j = 0; j < width; j++) {
            candidate[j] *= reset[j];
        }
        Activation.tanh(candidate, width);
        Activation.sigmoid(update, width);
        for (int j = 0; j < width; j++) {
            h[j] += update[j] * (candidate[j] - h[j]);
        }
    }
}
