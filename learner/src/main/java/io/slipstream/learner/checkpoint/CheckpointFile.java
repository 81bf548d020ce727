package io.slipstream.learner.checkpoint;

import io.slipstream.model.IllegalModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Keeps one checkpoint in a folder. A new one replaces the old one in a single step after it is safely on disk; whoever
 * dies while writing leaves the old one.
 */
public final class CheckpointFile {
    private static final String NAME = "learner.checkpoint";
    private static final int DIGEST_BYTES = 32;

    private final Path folder;
    private final Path file;

    /**
     * @param folder made when it does not exist
     */
    public CheckpointFile(Path folder) {
        this.folder = folder;
        this.file = folder.resolve(NAME);
    }

    /** Where the checkpoint lies. */
    public Path path() {
        return file;
    }

    /**
     * Writes a checkpoint in place of the one before.
     *
     * @throws UncheckedIOException when it cannot be written; the one before is still there
     */
    public void write(Checkpoint checkpoint) {
        Path temporary = file.resolveSibling(NAME + ".tmp");
        try {
            Files.createDirectories(folder);
            byte[] content = CheckpointCodec.encode(checkpoint);
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                writeFully(channel, ByteBuffer.wrap(digest(content)));
                writeFully(channel, ByteBuffer.wrap(content));
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolder();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the checkpoint " + file, e);
        }
    }

    /**
     * Reads the checkpoint.
     *
     * @return nothing when none was ever written
     * @throws IllegalCheckpointException when it is damaged or of another format
     */
    public Optional<Checkpoint> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Files.readAllBytes(file);
            byte[] content = Arrays.copyOfRange(bytes, Math.min(DIGEST_BYTES, bytes.length), bytes.length);
            if (bytes.length < DIGEST_BYTES
                    || !Arrays.equals(digest(content), 0, DIGEST_BYTES, bytes, 0, DIGEST_BYTES)) {
                throw new IOException("its digest does not match its content");
            }
            return Optional.of(CheckpointCodec.decode(content));
        } catch (IOException | IllegalModelException | IllegalArgumentException e) {
            throw new IllegalCheckpointException(
                    "cannot use the checkpoint " + file + ": " + e.getMessage()
                            + "; move it away to go on from the newest published model version",
                    e);
        }
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Without this a power cut may undo the rename. */
    private void forceFolder() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static byte[] digest(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
