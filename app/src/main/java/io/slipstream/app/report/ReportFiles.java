package io.slipstream.app.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.slipstream.app.audit.RunBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The files a run leaves: its report as JSON and the picture of its curves beside it.
 *
 * @param json the report
 * @param picture the picture, SVG
 */
public record ReportFiles(Path json, Path picture) {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** The report's own file, and its name with {@code .svg} for the picture. */
    public static ReportFiles beside(Path json) {
        String name = String.valueOf(json.getFileName());
        String stem = name.endsWith(".json") ? name.substring(0, name.length() - ".json".length()) : name;
        return new ReportFiles(json, json.resolveSibling(stem + ".svg"));
    }

    /**
     * Writes both.
     *
     * @throws UncheckedIOException when one cannot be written
     */
    public void write(RunReport report, RunBook book) {
        try {
            Path folder = json.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(json, MAPPER.writeValueAsString(report) + System.lineSeparator());
            Files.writeString(picture, CurvePicture.of(book));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the report " + json, e);
        }
    }

    /** Both files. */
    public List<Path> paths() {
        return List.of(json, picture);
    }
}
