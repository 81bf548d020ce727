package io.slipstream.app.broker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A folder that one process at a time may use; a lock on a file in it holds the others off, also after a crash. */
public final class DataFolder implements AutoCloseable {
    private final Path folder;
    private final FileChannel channel;

    private DataFolder(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes a folder, making it when it is not there.
     *
     * @throws BrokerException when it cannot be written or another process has it
     */
    public static DataFolder take(Path folder) {
        return tryTake(folder)
                .orElseThrow(() -> new BrokerException("the data folder " + folder
                        + " is in use by another run; end that one, or give this one another --data-dir"));
    }

    /**
     * Takes a folder, making it when it is not there; empty when another process has it.
     *
     * @throws BrokerException when it cannot be written
     */
    public static Optional<DataFolder> tryTake(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new DataFolder(folder, channel));
        } catch (IOException e) {
            throw new BrokerException("cannot use the data folder " + folder, e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another part of this very process has it.
            return null;
        }
    }

    /** Where it is. */
    public Path path() {
        return folder;
    }

    /** Gives the folder back; a second call does nothing. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new BrokerException("cannot give the data folder " + folder + " back: " + e, e);
        }
    }
}
