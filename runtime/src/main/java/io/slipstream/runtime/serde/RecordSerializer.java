package io.slipstream.runtime.serde;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes any record of the catalogue.
 *
 * @param <T> record type, or {@link SpecificRecord} for a producer that writes several
 */
public final class RecordSerializer<T extends SpecificRecord> implements Serializer<T> {

    private final Map<Class<?>, AvroCodec<SpecificRecord>> codecs = new ConcurrentHashMap<>();

    @Override
    @SuppressWarnings("NullAway") // Kafka's null is a tombstone and stays one.
    public byte @Nullable [] serialize(String topic, @Nullable T record) {
        return record == null
                ? null
                : codecs.computeIfAbsent(record.getClass(), RecordSerializer::codec)
                        .encode(record);
    }

    @SuppressWarnings("unchecked") // A codec of the record's own class.
    private static AvroCodec<SpecificRecord> codec(Class<?> type) {
        return AvroCodec.of((Class<SpecificRecord>) type);
    }
}
