package io.slipstream.runtime.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what a person probably meant by a key that does not exist. */
final class NearestKey {

    private NearestKey() {}

    static Optional<String> of(String wrong, Collection<String> known) {
        int tolerance = Math.max(2, wrong.length() / 3);
        return known.stream()
                .filter(key -> distance(wrong, key) <= tolerance)
                .min(Comparator.comparingInt(key -> distance(wrong, key)));
    }

    // Levenshtein.
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replace, 1 + Math.min(row[j - 1], previous[j]));
            }
            previous = row;
        }
        return previous[b.length()];
    }
}
