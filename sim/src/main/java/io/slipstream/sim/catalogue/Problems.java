package io.slipstream.sim.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects mistakes while files are being read. */
final class Problems {
    private final List<Problem> found = new ArrayList<>();

    void add(Problem problem) {
        found.add(problem);
    }

    /** Ends the reading if there are any. */
    void throwIfAny() {
        if (!found.isEmpty()) {
            found.sort(Comparator.comparing(Problem::file).thenComparingInt(Problem::line));
            throw new CatalogueException(found);
        }
    }
}
