package io.slipstream.runtime.weights;

import io.slipstream.runtime.serde.Decoded;
import io.slipstream.schemas.avro.ModelVersion;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A model version with all its blobs, every hash checked.
 *
 * @param manifest what was published of it
 * @param base the base's bytes
 * @param adapters the adapters' bytes, in the manifest's order
 * @param source the manifest's record as it came
 */
public record PublishedVersion(
        ModelVersion manifest,
        byte[] base,
        List<byte[]> adapters,
        ConsumerRecord<String, Decoded<SpecificRecord>> source) {
    /** Copies the list. */
    public PublishedVersion {
        adapters = List.copyOf(adapters);
    }
}
