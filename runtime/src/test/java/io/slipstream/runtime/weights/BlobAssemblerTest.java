package io.slipstream.runtime.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.schemas.avro.WeightsChunk;
import io.slipstream.schemas.avro.WeightsReference;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BlobAssemblerTest {
    private final BlobAssembler assembler = new BlobAssembler(10L << 20);

    @Test
    void shouldReturnTheBlobWhateverOrderItsChunksComeIn() {
        byte[] blob = blob(3 * Blobs.CHUNK_BYTES + 17, 1);
        List<WeightsChunk> chunks = new ArrayList<>(Blobs.split(blob));
        Collections.reverse(chunks);
        WeightsReference reference = Blobs.reference("base", blob);

        assertThat(chunks).hasSize(4).hasSize(reference.getChunks());
        chunks.subList(0, 3).forEach(assembler::accept);
        assertThat(assembler.find(reference)).isEmpty();
        assembler.accept(chunks.get(0));
        assembler.accept(chunks.get(3));

        assertThat(assembler.find(reference)).hasValue(blob);
    }

    @Test
    void shouldPutABlobTogetherOnce() {
        byte[] blob = blob(3 * Blobs.CHUNK_BYTES, 1);
        WeightsReference reference = Blobs.reference("base", blob);
        Blobs.split(blob).forEach(assembler::accept);
        long held = assembler.bytes();

        byte[] found = assembler.find(reference).orElseThrow();
        Blobs.split(blob).forEach(assembler::accept);

        assertThat(assembler.find(reference).orElseThrow()).isSameAs(found);
        assertThat(assembler.bytes()).isEqualTo(held);
    }

    @Test
    void shouldCarryAnEmptyBlob() {
        byte[] blob = new byte[0];
        Blobs.split(blob).forEach(assembler::accept);

        assertThat(assembler.find(Blobs.reference("empty", blob))).hasValue(blob);
    }

    @Test
    void shouldRefuseABlobWhoseBytesWereChangedAndTakeAGoodOneLater() {
        byte[] blob = blob(1000, 2);
        WeightsReference reference = Blobs.reference("adapter", blob);
        byte[] changed = blob.clone();
        changed[500] ^= 1;
        assembler.accept(new WeightsChunk(reference.getSha256(), 0, 1, ByteBuffer.wrap(changed)));

        assertThatThrownBy(() -> assembler.find(reference))
                .isInstanceOf(WrongHashException.class)
                .hasMessageContaining("adapter")
                .hasMessageContaining(reference.getSha256());
        Blobs.split(blob).forEach(assembler::accept);
        assertThat(assembler.find(reference)).hasValue(blob);
    }

    @Test
    void shouldNotLetClaimsFillTheMemory() {
        BlobAssembler small = new BlobAssembler(1 << 20);
        for (int i = 0; i < 100; i++) {
            small.accept(new WeightsChunk("hash-" + i, 0, 1 << 16, ByteBuffer.wrap(new byte[1])));
        }
        assertThat(small.bytes()).isLessThan(2 << 20);
    }

    @Test
    void shouldForgetTheOldestBlobsButNotPinnedOnes() {
        BlobAssembler small = new BlobAssembler(2500);
        byte[] base = blob(1000, 1);
        byte[] old = blob(1000, 2);
        byte[] recent = blob(1000, 3);
        small.pin(Set.of(Blobs.sha256(base)));

        for (byte[] blob : List.of(base, old, recent)) {
            Blobs.split(blob).forEach(small::accept);
        }

        assertThat(small.bytes()).isBetween(2000L, 2500L);
        assertThat(small.find(Blobs.reference("base", base))).isPresent();
        assertThat(small.find(Blobs.reference("old", old))).isEmpty();
        assertThat(small.find(Blobs.reference("recent", recent))).isPresent();
    }

    @Test
    void shouldRefuseAChunkWhoseNumbersMakeNoSense() {
        WeightsChunk chunk = new WeightsChunk("00", 3, 2, ByteBuffer.allocate(1));

        assertThatThrownBy(() -> assembler.accept(chunk)).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] blob(int length, int seed) {
        byte[] blob = new byte[length];
        new Random(seed).nextBytes(blob);
        return blob;
    }
}
