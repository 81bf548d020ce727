package io.slipstream.model.inference;

/** y = W x + b. */
record Dense(Matrix matrix, float[] bias) {
    /** Sets the first rows of a batch to b. */
    void begin(float[][] y, int rows) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(bias, 0, y[row], 0, bias.length);
        }
    }

    /** The first rows of a batch. */
    void apply(float[][] x, float[][] y, int rows) {
        begin(y, rows);
        matrix.add(x, y, rows);
    }

    int outputs() {
        return bias.length;
    }
}
