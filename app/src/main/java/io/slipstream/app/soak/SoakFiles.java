package io.slipstream.app.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a soak keeps what it saw.
 *
 * @param folder of all of it
 */
public record SoakFiles(Path folder) {
    /** The samples. */
    public SoakCurve curve() {
        return new SoakCurve(folder.resolve("soak.csv"));
    }

    /** What the run prints. */
    public Path output() {
        return folder.resolve("run.txt");
    }

    /** The run's log, checkpoints and state. */
    public Path data() {
        return folder.resolve("data");
    }

    /** Draws the curve. */
    public Path draw() {
        Path picture = folder.resolve("soak.svg");
        try {
            return Files.writeString(picture, SoakPicture.of(curve().read()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + picture, e);
        }
    }
}
