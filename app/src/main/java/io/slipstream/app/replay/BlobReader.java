package io.slipstream.app.replay;

import io.slipstream.app.log.Extent;
import io.slipstream.app.log.LogCursor;
import io.slipstream.app.log.LogRecord;
import io.slipstream.app.log.StoredLog;
import io.slipstream.app.log.UnusableLogException;
import io.slipstream.runtime.serde.AvroCodec;
import io.slipstream.runtime.serde.UnreadableRecordException;
import io.slipstream.runtime.weights.BlobAssembler;
import io.slipstream.runtime.weights.WrongHashException;
import io.slipstream.schemas.Topics;
import io.slipstream.schemas.avro.WeightsChunk;
import io.slipstream.schemas.avro.WeightsReference;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds blobs on the weights topic of a log; every hash is checked. */
final class BlobReader {
    private final StoredLog log;
    private final String topic;

    BlobReader(StoredLog log, String prefix) {
        this.log = log;
        this.topic = Topics.WEIGHTS.name(prefix);
    }

    /**
     * The bytes of blobs, by their hash.
     *
     * @throws UnusableLogException when one is not on the log, or its bytes do not have the hash that names it
     */
    Map<String, byte[]> read(Collection<WeightsReference> wanted) {
        Set<String> hashes = wanted.stream().map(WeightsReference::getSha256).collect(Collectors.toSet());
        BlobAssembler assembler = new BlobAssembler(Long.MAX_VALUE);
        AvroCodec<WeightsChunk> codec = AvroCodec.of(WeightsChunk.class);
        for (Extent extent : log.extents(topic)) {
            try (LogCursor cursor = log.open(extent)) {
                for (Optional<LogRecord> next = cursor.next(); next.isPresent(); next = cursor.next()) {
                    take(next.get(), codec, hashes, assembler);
                }
            }
        }
        Map<String, byte[]> blobs = new HashMap<>();
        for (WeightsReference reference : wanted) {
            blobs.put(reference.getSha256(), find(reference, assembler));
        }
        return blobs;
    }

    private static void take(
            LogRecord record, AvroCodec<WeightsChunk> codec, Set<String> wanted, BlobAssembler assembler) {
        byte[] value = record.value();
        if (value == null) {
            return;
        }
        try {
            WeightsChunk chunk = codec.decode(value);
            if (wanted.contains(chunk.getSha256())) {
                assembler.accept(chunk);
            }
        } catch (UnreadableRecordException | IllegalArgumentException e) {
            throw new UnusableLogException(record.place() + " cannot be used: " + e.getMessage(), e);
        }
    }

    private byte[] find(WeightsReference reference, BlobAssembler assembler) {
        try {
            return assembler
                    .find(reference)
                    .orElseThrow(() -> new UnusableLogException("the blob '" + reference.getName() + "' with sha-256 "
                            + reference.getSha256() + " is not complete on " + topic + " of " + log.name()));
        } catch (WrongHashException e) {
            throw new UnusableLogException(topic + " of " + log.name() + ": " + e.getMessage(), e);
        }
    }
}
