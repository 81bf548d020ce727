package io.slipstream.runtime.config;

/** Keys that are handed to Kafka's clients as they are. */
final class PassThrough {

    private static final String PREFIX = "kafka.";

    private PassThrough() {}

    static boolean covers(String key) {
        return key.startsWith(PREFIX) && key.length() > PREFIX.length();
    }
}
