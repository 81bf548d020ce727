package io.slipstream.runtime.serde;

import java.util.function.Function;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads records and never throws: what cannot be read arrives as {@link Decoded.Unreadable}.
 *
 * @param <T> record type
 */
public final class DecodedDeserializer<T> implements Deserializer<Decoded<T>> {

    private final Function<String, RecordCodec<? extends T>> codecs;

    /**
     * Creates a deserializer.
     *
     * @param codecs wire format by topic name; may throw {@link UnreadableRecordException} for a topic it does not know
     */
    public DecodedDeserializer(Function<String, RecordCodec<? extends T>> codecs) {
        this.codecs = codecs;
    }

    @Override
    @SuppressWarnings("NullAway") // Kafka's null is a tombstone and stays one.
    public @Nullable Decoded<T> deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return new Decoded.Value<>(codecs.apply(topic).decode(bytes));
        } catch (UnreadableRecordException e) {
            return new Decoded.Unreadable<>(bytes, String.valueOf(e.getMessage()));
        }
    }
}
