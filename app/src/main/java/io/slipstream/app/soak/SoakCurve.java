package io.slipstream.app.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The samples of a soak in a CSV file, a line each, written as they come: what is there survives whatever ends the watching. */
public final class SoakCurve {
    private final Path file;

    /** In this file. */
    public SoakCurve(Path file) {
        this.file = file;
    }

    /** Begins the file anew. */
    void begin() {
        write(SoakSample.HEADING, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    void add(SoakSample sample) {
        write(sample.line(), StandardOpenOption.APPEND);
    }

    private void write(String line, StandardOpenOption... how) {
        try {
            Files.writeString(file, line + "\n", how);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /**
     * All samples.
     *
     * @throws IllegalArgumentException if the file is no curve
     */
    public List<SoakSample> read() {
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.isEmpty() || !lines.get(0).equals(SoakSample.HEADING)) {
                throw new IllegalArgumentException(
                        file + " is no curve of a soak: it should begin with " + SoakSample.HEADING);
            }
            return lines.stream().skip(1).map(SoakSample::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
