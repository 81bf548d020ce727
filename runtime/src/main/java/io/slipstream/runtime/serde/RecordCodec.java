package io.slipstream.runtime.serde;

/**
 * A record to bytes and back: the wire format, independent of Kafka.
 *
 * @param <T> record type
 */
public interface RecordCodec<T> {

    /**
     * Encodes a record.
     *
     * @param record what to write
     * @return the bytes on the wire
     */
    byte[] encode(T record);

    /**
     * Decodes a record.
     *
     * @param bytes as they came
     * @throws UnreadableRecordException when they are no such record
     */
    T decode(byte[] bytes);
}
