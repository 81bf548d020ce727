package io.slipstream.sim.catalogue;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Tells somebody who mistyped a name which one was meant. */
final class Names {
    private Names() {}

    /** "unknown KIND NAME", the nearest known name if one is near, and all of them. */
    static String unknown(String kind, String name, Collection<String> known) {
        String nearest = nearest(name, known)
                .map(candidate -> "; did you mean " + candidate + "?")
                .orElse("");
        return "unknown " + kind + " " + name + nearest + "; known are " + known;
    }

    private static Optional<String> nearest(String name, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .filter(candidate -> distance(name, candidate) <= Math.max(1, name.length() / 2));
    }

    /** Least number of letters to insert, remove or replace, whatever their case. */
    private static int distance(String a, String b) {
        String x = a.toLowerCase(Locale.ROOT);
        String y = b.toLowerCase(Locale.ROOT);
        int[] row = new int[y.length() + 1];
        for (int j = 0; j <= y.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= x.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= y.length(); j++) {
                int replaced = diagonal + (x.charAt(i - 1) == y.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[y.length()];
    }
}
