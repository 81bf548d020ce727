package io.slipstream.bench.speed;

import java.util.Locale;

/** What the learner does while the whole is measured. */
enum Training {
    /** Takes steps in. */
    OFF,
    /** Takes steps in and is forced to train all the while. */
    ON,
    /** Trains on what it has taken in: the actors have gone. */
    ALONE;

    /** As in tables. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
