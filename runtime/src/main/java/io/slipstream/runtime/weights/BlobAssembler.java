package io.slipstream.runtime.weights;

import io.slipstream.schemas.avro.WeightsChunk;
import io.slipstream.schemas.avro.WeightsReference;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts blobs together from their chunks, in whatever order they come. Holds a bounded number of bytes: the blobs that
 * grew longest ago go first, pinned ones stay. Owned by one thread.
 */
public final class BlobAssembler {
    private static final class Partial {
        final byte[] @Nullable [] chunks;
        int missing;
        long bytes;
        /** Of all chunks, once the hash has been looked at; the chunks are gone then. */
        byte @Nullable [] whole;

        Partial(int count) {
            chunks = new byte[count][];
            missing = count;
            bytes = (long) count * SLOT_BYTES;
        }
    }

    private static final int MAX_CHUNKS = 1 << 16;
    /** What a chunk that is only claimed costs: claims alone must not fill the memory either. */
    private static final int SLOT_BYTES = 8;

    private final long maxBytes;
    private final Map<String, Partial> blobs = new LinkedHashMap<>();
    private Set<String> pinned = Set.of();
    private long bytes;

    /**
     * @param maxBytes bytes to hold beside the pinned blobs, at least one blob's
     */
    public BlobAssembler(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Names the blobs that must not be forgotten. */
    public void pin(Set<String> hashes) {
        pinned = Set.copyOf(hashes);
    }

    /**
     * Takes a chunk; one that is there already is ignored.
     *
     * @throws IllegalArgumentException if its numbers make no sense
     */
    public void accept(WeightsChunk chunk) {
        int count = chunk.getChunks();
        int index = chunk.getChunk();
        if (count < 1 || count > MAX_CHUNKS || index < 0 || index >= count) {
            throw new IllegalArgumentException("chunk " + index + " of " + count + " makes no sense");
        }
        Partial partial = partial(chunk.getSha256(), count);
        if (partial.missing == 0 || partial.chunks[index] != null) {
            return;
        }
        ByteBuffer data = chunk.getData().duplicate();
        byte[] copy = new byte[data.remaining()];
        data.get(copy);
        partial.chunks[index] = copy;
        partial.missing--;
        partial.bytes += copy.length;
        bytes += copy.length;
        forgetOldest(chunk.getSha256());
    }

    /** Whether all chunks of a blob are there, whatever they hold. */
    public boolean holds(WeightsReference reference) {
        Partial partial = blobs.get(reference.getSha256());
        return partial != null && partial.missing == 0;
    }

    /**
     * The whole blob; nobody may change it.
     *
     * @return nothing while chunks are missing
     * @throws WrongHashException if all chunks are there but the bytes are not what the reference names; the chunks are
     *     forgotten, so that good ones may come
     */
    public Optional<byte[]> find(WeightsReference reference) {
        Partial partial = blobs.get(reference.getSha256());
        if (partial == null || partial.missing > 0) {
            return Optional.empty();
        }
        byte[] known = partial.whole;
        if (known != null && known.length == reference.getBytes()) {
            return Optional.of(known);
        }
        byte[] blob = known == null ? join(partial) : known;
        String actual = Blobs.sha256(blob);
        if (!actual.equals(reference.getSha256()) || blob.length != reference.getBytes()) {
            remove(reference.getSha256());
            throw new WrongHashException("blob '" + reference.getName() + "' should have " + reference.getBytes()
                    + " bytes with sha-256 " + reference.getSha256() + " but has " + blob.length + " with " + actual);
        }
        partial.whole = blob;
        Arrays.fill(partial.chunks, null);
        return Optional.of(blob);
    }

    /** Forgets a blob, whole or not. */
    public void forget(String hash) {
        remove(hash);
    }

    /** Bytes held now. */
    public long bytes() {
        return bytes;
    }

    private Partial partial(String hash, int count) {
        Partial known = blobs.remove(hash);
        if (known != null && known.chunks.length != count) {
            bytes -= known.bytes;
            known = null;
        }
        if (known == null) {
            bytes += (long) count * SLOT_BYTES;
        }
        Partial partial = known == null ? new Partial(count) : known;
        blobs.put(hash, partial);
        return partial;
    }

    private void forgetOldest(String newest) {
        Iterator<String> oldest = blobs.keySet().iterator();
        long over = bytes - maxBytes;
        while (over > 0 && oldest.hasNext()) {
            String hash = oldest.next();
            Partial partial = blobs.get(hash);
            if (partial != null && !pinned.contains(hash) && !hash.equals(newest)) {
                bytes -= partial.bytes;
                over -= partial.bytes;
                oldest.remove();
            }
        }
    }

    private void remove(String hash) {
        Partial partial = blobs.remove(hash);
        if (partial != null) {
            bytes -= partial.bytes;
        }
    }

    private static byte[] join(Partial partial) {
        ByteBuffer joined =
                ByteBuffer.allocate(Math.toIntExact(partial.bytes - (long) partial.chunks.length * SLOT_BYTES));
        for (byte[] chunk : partial.chunks) {
            if (chunk == null) {
                throw new AssertionError("a complete blob has no missing chunk");
            }
            joined.put(chunk);
        }
        return joined.array();
    }
}
