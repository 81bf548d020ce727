package io.slipstream.app.explain;

import java.util.Collection;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.TreeSet;

/** How figures are written. */
final class Numbers {
    /** A bound that nothing passes is as far away as a number can be. */
    private static final double NEVER = 1e300;

    private Numbers() {}

    /** Whole numbers in a row as ranges: {@code 1 to 4, 7}. */
    static String words(Collection<Long> numbers) {
        StringJoiner words = new StringJoiner(", ");
        TreeSet<Long> left = new TreeSet<>(numbers);
        while (!left.isEmpty()) {
            long from = left.first();
            long to = from;
            while (left.remove(to)) {
                to++;
            }
            words.add(from == to - 1 ? Long.toString(from) : from + " to " + (to - 1));
        }
        return words.length() == 0 ? "none" : words.toString();
    }

    /** Three or four digits that count; whole numbers as they are; a dash for a bound that nothing passes. */
    static String of(double value) {
        double size = Math.abs(value);
        if (size >= NEVER) {
            return "-";
        }
        if (size == Math.rint(size)) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        if (size < 0.1) {
            return String.format(Locale.ROOT, "%.3g", value);
        }
        return String.format(Locale.ROOT, size >= 100 ? "%,.1f" : size >= 10 ? "%.2f" : "%.3f", value);
    }

    static String steps(long steps) {
        return String.format(Locale.ROOT, "%,d", steps);
    }
}
