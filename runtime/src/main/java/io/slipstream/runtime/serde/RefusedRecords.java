package io.slipstream.runtime.serde;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes records that could not be used, whether they could be read or not. */
@FunctionalInterface
public interface RefusedRecords {

    /**
     * Takes a record.
     *
     * @param record as it came
     * @param reason why it was refused, in words
     */
    void refuse(ConsumerRecord<String, Decoded<SpecificRecord>> record, String reason);

    /**
     * Sends them to dead letters; a record that could be read travels in the encoding of this version.
     *
     * @param letters where to
     */
    static RefusedRecords to(DeadLetters letters) {
        RecordSerializer<SpecificRecord> serializer = new RecordSerializer<>();
        return (record, reason) -> {
            Decoded<SpecificRecord> value = record.value();
            byte[] bytes = value instanceof Decoded.Unreadable<SpecificRecord> unreadable
                    ? unreadable.bytes()
                    : serializer.serialize(record.topic(), ((Decoded.Value<SpecificRecord>) value).record());
            letters.refuse(record, bytes, reason);
        };
    }
}
