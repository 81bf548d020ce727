package io.slipstream.monitor.topology;

import io.slipstream.schemas.Keys;
import io.slipstream.schemas.avro.DeadLetter;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes dead letters of records that cannot be used. */
final class DeadLetterWriter {
    private static final String SERVICE = "monitor";

    private DeadLetterWriter() {}

    static String key(Source source) {
        return Keys.source(source.topic(), source.partition(), source.offset());
    }

    static DeadLetter letter(Source source, String reason, byte @Nullable [] key, byte @Nullable [] value, long now) {
        return DeadLetter.newBuilder()
                .setTopic(source.topic())
                .setPartition(source.partition())
                .setOffset(source.offset())
                .setReason(reason)
                .setService(SERVICE)
                .setKey(key == null ? null : ByteBuffer.wrap(key))
                .setValue(value == null ? null : ByteBuffer.wrap(value))
                .setCreatedAt(Instant.ofEpochMilli(now))
                .build();
    }
}
