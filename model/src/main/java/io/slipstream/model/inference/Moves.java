package io.slipstream.model.inference;

/** (z, a) of N environments as the indices of [Z + A] where they are one; none at all where an episode starts. */
final class Moves {
    private final int[][] ones; // [N][G + 1]
    private final boolean[] none;
    private final int latent;

    Moves(int rows, int groups, int latent) {
        this.ones = new int[rows][groups + 1];
        this.none = new boolean[rows];
        this.latent = latent;
    }

    /** Takes (z, a) of an environment: z as indices of [Z]. */
    void set(int row, int[] z, int action) {
        System.arraycopy(z, 0, ones[row], 0, ones[row].length - 1);
        ones[row][ones[row].length - 1] = latent + action;
        none[row] = false;
    }

    /** An episode starts: nothing came before. */
    void clear(int row) {
        none[row] = true;
    }

    int[] ones(int row) {
        return ones[row];
    }

    int count(int row) {
        return none[row] ? 0 : ones[row].length;
    }
}
