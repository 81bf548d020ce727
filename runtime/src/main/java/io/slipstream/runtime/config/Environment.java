package io.slipstream.runtime.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How environment variables map to keys. */
final class Environment {

    static final String PREFIX = "SLIPSTREAM_";

    // Read by the launcher script and by tests, not settings.
    private static final Set<String> RESERVED =
            Set.of("SLIPSTREAM_JAVA_OPTS", "SLIPSTREAM_HOME", "SLIPSTREAM_CONFIG", "SLIPSTREAM_NO_BUILD");

    private Environment() {}

    static String variable(String key) {
        return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    static boolean concerns(String variable) {
        return variable.startsWith(PREFIX) && !RESERVED.contains(variable);
    }

    static Optional<String> key(String variable, Collection<String> known) {
        Optional<String> key =
                known.stream().filter(k -> variable(k).equals(variable)).findFirst();
        return key.or(() -> Optional.of(dotted(variable)).filter(PassThrough::covers));
    }

    // Client settings of Kafka have dots only, so that the way back is unique.
    static String dotted(String variable) {
        return variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
