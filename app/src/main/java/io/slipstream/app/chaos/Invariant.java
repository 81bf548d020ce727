package io.slipstream.app.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Something that has to hold on the log, how often it was looked at and where it did not hold. Owned by one thread. */
final class Invariant {
    private static final int SHOWN = 10;

    private final String name;
    private final List<String> examples = new ArrayList<>();
    private long checked;
    private long violations;

    /** @param name what has to hold, in words */
    Invariant(String name) {
        this.name = name;
    }

    /** Takes note of a look. */
    void check(boolean holds, String otherwise, Object... values) {
        checked++;
        if (!holds) {
            violations++;
            if (examples.size() < SHOWN) {
                examples.add(String.format(Locale.ROOT, otherwise, values));
            }
        }
    }

    /** Takes note of many looks at once. */
    void check(long looks, long broken, String otherwise) {
        checked += looks;
        violations += broken;
        if (broken > 0 && examples.size() < SHOWN) {
            examples.add(otherwise);
        }
    }

    /** What came of it; an invariant that was never looked at does not hold. */
    Result result() {
        return new Result(name, checked, violations, examples);
    }

    /**
     * What came of an invariant.
     *
     * @param name what has to hold
     * @param checked looks
     * @param violations looks at which it did not hold
     * @param examples some of these
     */
    record Result(String name, long checked, long violations, List<String> examples) {
        Result {
            examples = List.copyOf(examples);
        }

        boolean holds() {
            return checked > 0 && violations == 0;
        }
    }
}
