package io.slipstream.environment.conformance;

import java.util.Locale;

/** A promise was not kept. */
final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Broken(String problem) {
        super(problem);
    }

    static void unless(boolean kept, String problem, Object... details) {
        if (!kept) {
            throw new Broken(String.format(Locale.ROOT, problem, details));
        }
    }
}
