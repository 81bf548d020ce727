package io.slipstream.model.layout;

/**
 * One parameter array inside a flat vector.
 *
 * @param name e.g. {@code prior.0.weight}
 * @param rows outputs of a matrix; 1 for a vector
 * @param columns inputs of a matrix; length of a vector
 * @param offset first index in the flat vector
 * @param start how it is initialised
 * @param adapted true when low-rank updates may change it
 */
public record Entry(String name, int rows, int columns, int offset, Start start, boolean adapted) {
    /** Number of parameters. */
    public int size() {
        return rows * columns;
    }

    /** What a parameter array starts from. */
    public enum Start {
        /** Truncated normal scaled by the mean of fan-in and fan-out. */
        NORMAL,
        /** The same, a hundred times smaller: a policy that starts out nearly uniform. */
        SMALL,
        /** All zeros. */
        ZERO,
        /** All ones. */
        ONE,
        /** The last third is minus one: a GRU whose update gate starts out mostly closed (DreamerV3). */
        GATES
    }
}
