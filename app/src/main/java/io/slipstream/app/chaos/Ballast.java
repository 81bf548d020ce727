package io.slipstream.app.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that takes all the space that a file system has left. */
final class Ballast {
    private static final Logger LOG = LoggerFactory.getLogger(Ballast.class);
    private static final int CHUNK = 1 << 20;
    /** More than this is no small disk, and to fill it would hurt others. */
    private static final long MOST = 4L << 30;

    private final Path folder;
    private final Path file;

    /**
     * @param folder on the small file system
     * @throws IllegalArgumentException if the file system is not small
     */
    Ballast(Path folder) {
        this.folder = folder;
        file = folder.resolve("ballast");
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free > MOST) {
                throw new IllegalArgumentException(folder + " has " + (free >> 20)
                        + " MB left: that is no small disk. Mount one of at most " + (MOST >> 20)
                        + " MB there, as docs/results/chaos.md shows");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + folder, e);
        }
    }

    /** Takes all the space that is left. */
    void fill() {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.position(channel.size());
            ByteBuffer zeros = ByteBuffer.allocate(CHUNK);
            while (channel.size() < MOST) {
                channel.write(zeros.clear());
            }
        } catch (IOException e) {
            if (folder.toFile().getUsableSpace() > CHUNK) {
                throw new UncheckedIOException("cannot fill the disk with " + file, e);
            }
            LOG.debug("full: {}", e.getMessage());
        }
    }

    /** Gives the space back. */
    void free() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file, e);
        }
    }
}
