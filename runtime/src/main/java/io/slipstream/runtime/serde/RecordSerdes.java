package io.slipstream.runtime.serde;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Serdes of records for Kafka Streams. */
public final class RecordSerdes {

    private RecordSerdes() {}

    /**
     * A serde that throws {@link UnreadableRecordException} at what it cannot read.
     *
     * @param type record type
     * @param maxBytes longest record that is decoded
     */
    public static <T extends SpecificRecord> Serde<T> of(Class<T> type, int maxBytes) {
        return Serdes.serdeFrom(new RecordSerializer<>(), new RecordDeserializer<>(AvroCodec.of(type, maxBytes)));
    }

    /**
     * A serde for reading without a throw; it writes readable records only.
     *
     * @param type record type
     * @param maxBytes longest record that is decoded
     */
    public static <T extends SpecificRecord> Serde<Decoded<T>> decoded(Class<T> type, int maxBytes) {
        AvroCodec<T> codec = AvroCodec.of(type, maxBytes);
        return Serdes.serdeFrom((topic, decoded) -> bytes(codec, decoded), new DecodedDeserializer<T>(topic -> codec));
    }

    private static <T extends SpecificRecord> byte[] bytes(AvroCodec<T> codec, Decoded<T> decoded) {
        if (decoded instanceof Decoded.Value<T> value) {
            return codec.encode(value.record());
        }
        return ((Decoded.Unreadable<T>) decoded).bytes();
    }
}
