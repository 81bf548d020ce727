package io.slipstream.runtime.signing;

import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import java.util.Arrays;
import java.util.Optional;

/** Whether others than this machine reach the log, so that an unsigned version could be anybody's. */
public final class Exposure {
    private Exposure() {}

    /** The brokers, when they are not on this machine's loopback. */
    public static Optional<String> of(Config config) {
        String brokers = config.get(CommonSettings.BOOTSTRAP_SERVERS);
        boolean local = Arrays.stream(brokers.split(","))
                .map(String::strip)
                .allMatch(broker ->
                        broker.startsWith("127.") || broker.startsWith("localhost:") || broker.startsWith("[::1]:"));
        return local ? Optional.empty() : Optional.of(brokers);
    }
}
