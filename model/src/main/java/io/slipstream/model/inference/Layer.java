package io.slipstream.model.inference;

/** Dense, layer norm, SiLU. */
record Layer(Dense dense, Norm norm) {
    /** The first rows of a batch: x [rows, inputs] -> y [rows, outputs]. */
    void apply(float[][] x, float[][] y, int rows) {
        dense.apply(x, y, rows);
        finish(y, rows);
    }

    /** Layer norm and SiLU of what is dense already. */
    void finish(float[][] y, int rows) {
        for (int row = 0; row < rows; row++) {
            norm.apply(y[row]);
            Activation.silu(y[row], dense.outputs());
        }
    }
}
