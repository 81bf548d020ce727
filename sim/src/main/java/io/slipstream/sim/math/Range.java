package io.slipstream.sim.math;

/**
 * The values that a number may have.
 *
 * @param from smallest
 * @param to largest
 */
public record Range(double from, double to) {
    /** Checks the order. */
    public Range {
        if (!(from <= to)) {
            throw new IllegalArgumentException("a range needs from <= to, not " + from + " to " + to);
        }
    }

    /** Whether a value lies within; NaN never does. */
    public boolean contains(double value) {
        return value >= from && value <= to;
    }

    /**
     * Refuses a value that lies outside.
     *
     * @throws IllegalArgumentException naming what it is the value of
     */
    public void check(String name, double value) {
        if (!contains(value)) {
            throw new IllegalArgumentException(name + " has to be within " + this + ", not " + value);
        }
    }

    /** As a person writes it. */
    @Override
    public String toString() {
        return text(from) + " and " + text(to);
    }

    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
