package io.slipstream.app.log;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record of the log, as it came.
 *
 * @param topic full name of its topic
 * @param partition its partition
 * @param offset its offset
 * @param timestamp in ms
 * @param key bytes, null for none
 * @param value bytes, null for a deletion
 * @param headers in order
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
public record LogRecord(
        String topic,
        int partition,
        long offset,
        long timestamp,
        byte @Nullable [] key,
        byte @Nullable [] value,
        List<Header> headers) {
    /**
     * A header.
     *
     * @param key name
     * @param value bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
    public record Header(String key, byte @Nullable [] value) {}

    /** Copies the list. */
    public LogRecord {
        headers = List.copyOf(headers);
    }

    /** Where it lies, for people. */
    public String place() {
        return topic + "-" + partition + "@" + offset;
    }
}
