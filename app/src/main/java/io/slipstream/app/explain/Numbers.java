package io.slipstream.app.explain;

import java.util.Collection;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.TreeSet;

/** How figures are written. */
final class Numbers {
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

    /** Four digits that count, never in powers of ten unless it is very small. */
    static String of(double value) {
        double size = Math.abs(value);
        if (size >= 1000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        if (size != 0 && size < 0.0001) {
            return String.format(Locale.ROOT, "%.1e", value);
        }
        return String.format(Locale.ROOT, size >= 100 ? "%.1f" : size >= 10 ? "%.2f" : "%.4f", value);
    }

    static String steps(long steps) {
        return String.format(Locale.ROOT, "%,d", steps);
    }
}
