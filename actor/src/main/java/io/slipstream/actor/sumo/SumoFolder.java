package io.slipstream.actor.sumo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files that SUMO reads: maps that come with Slipstream or lie in a folder of one's own, and the types of cars. */
final class SumoFolder implements AutoCloseable {
    private static final List<String> SHIPPED = List.of("junction", "roundabout", "town");
    private static final String NETWORK = ".net.xml";
    private static final String DEMAND = ".rou.xml";

    private final Path folder;
    private final boolean temporary;
    private final @Nullable Path own;

    /**
     * @param asked where to write; a temporary folder without
     * @param own folder with maps of one's own
     * @throws IllegalArgumentException if the folder cannot be written
     */
    SumoFolder(Optional<Path> asked, Optional<Path> own) {
        temporary = asked.isEmpty();
        this.own = own.orElse(null);
        try {
            folder = temporary
                    ? Files.createTempDirectory("slipstream-sumo-")
                    : Files.createDirectories(asked.get().toAbsolutePath());
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    SumoSettings.FOLDER.key() + ": no folder for SUMO's files can be made, " + e.getMessage(), e);
        }
    }

    /**
     * The map of a task.
     *
     * @throws IllegalArgumentException if there is none or it cannot be driven
     */
    SumoMap map(String task) {
        try {
            if (own != null && task.matches("[A-Za-z0-9_-]+") && Files.exists(own.resolve(task + NETWORK))) {
                Path network = own.resolve(task + NETWORK).toAbsolutePath();
                return SumoMap.read(task, network, own.resolve(task + DEMAND).toAbsolutePath());
            }
            if (SHIPPED.contains(task)) {
                return SumoMap.read(task, unpack(task + NETWORK), unpack(task + DEMAND));
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("the map " + task + " cannot be read: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("unknown task " + task + "; known are " + SHIPPED
                + (own == null
                        ? "; set " + SumoSettings.MAPS.key() + " for maps of your own"
                        : ", and " + own + " has no " + task + NETWORK));
    }

    private Path unpack(String name) throws IOException {
        Path target = folder.resolve(name);
        try (InputStream in = SumoFolder.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("this build lacks " + name);
            }
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        }
        return target;
    }

    /** The file with the types of cars of a shift. */
    Path types(SumoShift shift) {
        Path file = folder.resolve("types-" + shift.id() + ".add.xml");
        try {
            return Files.writeString(file, shift.types());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Where what a SUMO prints goes. */
    Path log(int number) {
        return folder.resolve("sumo-" + number + ".log");
    }

    @Override
    public void close() {
        if (!temporary) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }
}
