package io.slipstream.runtime.serde;

/**
 * What a consumer gets for a record: its value, or why it has none. A deserializer that threw would stop the consumer at
 * that record for ever.
 *
 * @param <T> record type
 */
public sealed interface Decoded<T> {

    /**
     * A record that could be read.
     *
     * @param record the record
     */
    record Value<T>(T record) implements Decoded<T> {}

    /**
     * Bytes that could not be read.
     *
     * @param bytes as they came
     * @param reason why, in words
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed on to dead letters, never compared.
    record Unreadable<T>(byte[] bytes, String reason) implements Decoded<T> {}
}
