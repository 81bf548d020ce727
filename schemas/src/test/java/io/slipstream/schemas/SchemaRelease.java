package io.slipstream.schemas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;

/** Writes the current schemas as a release: {@code mvn -pl schemas test -Dtest=SchemaReleaseTest -Dslipstream.release=v2}. */
final class SchemaRelease {

    private final Path folder;

    SchemaRelease(Path folder) {
        this.folder = folder;
    }

    void write() throws IOException {
        Files.createDirectories(folder);
        for (Topic<?> topic : Topics.all()) {
            Schema schema = ReleasedSchemas.current(topic.valueType());
            Files.writeString(folder.resolve(schema.getName() + ".avsc"), schema.toString(true) + "\n");
        }
    }
}
