package io.slipstream.app.study;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The results of a study in files for machines and people, replaced whenever a cell is finished. */
public final class StudyFiles {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path folder;

    /** In this folder. */
    public StudyFiles(Path folder) {
        this.folder = folder;
    }

    /** Writes study.csv, study.json, study.md and study.svg. */
    public void write(List<CellResult> cells) {
        StudyResults results = new StudyResults(cells);
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve("study.csv"), StudyTables.csv(results));
            Files.writeString(
                    folder.resolve("study.json"), JSON.writeValueAsString(Map.of("cells", results.cells())) + "\n");
            Files.writeString(folder.resolve("study.md"), StudyTables.markdown(results));
            Files.writeString(folder.resolve("study.svg"), StudyPicture.of(results));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the results to " + folder, e);
        }
    }
}
