package io.slipstream.runtime.weights;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes records that could not be used. */
@FunctionalInterface
public interface RefusedRecords {
    /** Takes a record and why it was refused. */
    void refuse(ConsumerRecord<byte[], byte[]> record, String reason);
}
