package io.slipstream.environment;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How to begin.
 *
 * @param seed of everything random from here on; without one random numbers go on as they are
 * @param conditions of the episodes from here on; without any they stay as they are
 */
public record ResetRequest(OptionalLong seed, Optional<Conditions> conditions) {
    /** Goes on as it is. */
    public static ResetRequest plain() {
        return new ResetRequest(OptionalLong.empty(), Optional.empty());
    }

    /** Everything random begins at a seed. */
    public static ResetRequest seeded(long seed) {
        return new ResetRequest(OptionalLong.of(seed), Optional.empty());
    }

    /** The same under conditions. */
    public ResetRequest under(Conditions asked) {
        return new ResetRequest(seed, Optional.of(asked));
    }
}
