package io.slipstream.runtime.weights;

import io.slipstream.schemas.Keys;
import io.slipstream.schemas.avro.WeightsChunk;
import io.slipstream.schemas.avro.WeightsReference;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Blobs as the weights topic carries them: cut into chunks, named by the SHA-256 of the whole. */
public final class Blobs {
    /** Bytes of a full chunk; a record with one stays below Kafka's default limit of 1 MB. */
    public static final int CHUNK_BYTES = 512 * 1024;

    private Blobs() {}

    /** Hex SHA-256 of a blob. */
    public static String sha256(byte[] blob) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(blob));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** What a manifest says of a blob. */
    public static WeightsReference reference(String name, byte[] blob) {
        return new WeightsReference(name, sha256(blob), (long) blob.length, chunks(blob.length));
    }

    /** A blob's chunks, in order; an empty blob has one empty chunk. */
    public static List<WeightsChunk> split(byte[] blob) {
        String sha256 = sha256(blob);
        int count = chunks(blob.length);
        List<WeightsChunk> chunks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int from = i * CHUNK_BYTES;
            int length = Math.min(CHUNK_BYTES, blob.length - from);
            chunks.add(new WeightsChunk(
                    sha256, i, count, ByteBuffer.wrap(blob, from, length).slice()));
        }
        return chunks;
    }

    /** Record key of a chunk: hash/index. */
    public static String key(WeightsChunk chunk) {
        return Keys.chunk(chunk.getSha256(), chunk.getChunk());
    }

    private static int chunks(int bytes) {
        return Math.max(1, (bytes + CHUNK_BYTES - 1) / CHUNK_BYTES);
    }
}
