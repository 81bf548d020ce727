package io.slipstream.runtime.serde;

import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of one type and throws {@link UnreadableRecordException} at others: for callers that handle the failure,
 * as Kafka Streams does. Consumers take {@link DecodedDeserializer}.
 *
 * @param <T> record type
 */
public final class RecordDeserializer<T> implements Deserializer<T> {

    private final RecordCodec<T> codec;

    /**
     * Creates a deserializer.
     *
     * @param codec wire format
     */
    public RecordDeserializer(RecordCodec<T> codec) {
        this.codec = codec;
    }

    @Override
    @SuppressWarnings("NullAway") // Kafka's null is a tombstone and stays one.
    public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
        return bytes == null ? null : codec.decode(bytes);
    }
}
