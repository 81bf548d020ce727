package io.slipstream.bench.speed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for whatever measuring leaves behind, deleted at the end. */
final class BenchFolder implements AutoCloseable {
    private final Path folder;
    private int given;

    BenchFolder() {
        try {
            folder = Files.createTempDirectory("slipstream-bench");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a temporary folder", e);
        }
    }

    /** A place in it that nobody has used. */
    Path next() {
        return folder.resolve(Integer.toString(given++));
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }
}
