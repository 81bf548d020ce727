package io.slipstream.app.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finished cells, one JSON file each; a file is there as a whole or not at all. */
public final class CellFolder {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path folder;

    /** In this folder, which need not exist. */
    public CellFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * The result of a cell, if it was finished before.
     *
     * @throws IllegalStateException if it was finished with other settings or cannot be read
     */
    public Optional<CellResult> read(Cell cell, StudySettings settings, String model) {
        Path file = file(cell);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        CellResult result = parse(file);
        if (!result.settings().equals(settings) || !result.model().equals(model)) {
            throw new IllegalStateException(
                    file + " is of " + result.model() + " and " + result.settings() + ", not of " + model + " and "
                            + settings + "; repeat its command, choose another --out, or delete it");
        }
        return Optional.of(result);
    }

    /**
     * All that were finished, of whatever settings, in the order of their names.
     *
     * @throws IllegalStateException if there is none, or one cannot be read
     */
    public List<CellResult> finished() {
        try (Stream<Path> files = Files.list(folder)) {
            List<CellResult> results = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(CellFolder::parse)
                    .toList();
            if (results.isEmpty()) {
                throw new IllegalStateException("no cell is finished in " + folder);
            }
            return results;
        } catch (NoSuchFileException e) {
            throw new IllegalStateException("no cell is finished in " + folder, e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the finished cells in " + folder, e);
        }
    }

    /** Keeps a finished cell. */
    public void write(CellResult result) {
        Path file = file(result.cell());
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.createDirectories(folder);
            Files.writeString(temporary, JSON.writeValueAsString(result) + "\n");
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the finished cell " + file, e);
        }
    }

    private static CellResult parse(Path file) {
        try {
            return JSON.readValue(Files.readString(file), CellResult.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    file + " is no finished cell of this version; delete it to run it again", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the finished cell " + file, e);
        }
    }

    private Path file(Cell cell) {
        return folder.resolve(cell.id() + ".json");
    }
}
