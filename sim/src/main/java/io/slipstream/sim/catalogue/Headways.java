package io.slipstream.sim.catalogue;

import io.slipstream.sim.math.Range;
import io.slipstream.sim.task.Headway;
import java.util.List;
import java.util.Optional;

/** Reads [from, to] in seconds. */
final class Headways {
    private static final Range SECONDS = new Range(0.1, 1000);

    private Headways() {}

    static Optional<Headway> read(Section section, String key) {
        return section.numbers(key, 2, SECONDS).flatMap(pair -> headway(section, key, pair));
    }

    private static Optional<Headway> headway(Section section, String key, List<Double> pair) {
        try {
            return Optional.of(new Headway(pair.get(0), pair.get(1)));
        } catch (IllegalArgumentException e) {
            section.problem(key, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
