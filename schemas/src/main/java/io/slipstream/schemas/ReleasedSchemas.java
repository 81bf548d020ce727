package io.slipstream.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Every schema that was ever released, so that any record on the log can be read. */
public final class ReleasedSchemas {

    /** Releases, oldest first; each has a folder of that name under {@code schemas/released}. */
    public static final List<String> VERSIONS = List.of("v1", "v2", "v3", "v4", "v5", "v6");

    private ReleasedSchemas() {}

    /**
     * Schemas a record type was released with.
     *
     * @param type record type of the catalogue
     * @return one per release that has the type, oldest first
     */
    public static List<Schema> of(Class<? extends SpecificRecord> type) {
        List<Schema> schemas = new ArrayList<>();
        for (String version : VERSIONS) {
            of(version, type).ifPresent(schemas::add);
        }
        return List.copyOf(schemas);
    }

    /**
     * The schema of a record type in one release.
     *
     * @param version one of {@link #VERSIONS}
     * @param type record type of the catalogue
     * @return empty when the release does not have the type
     */
    public static Optional<Schema> of(String version, Class<? extends SpecificRecord> type) {
        return read(version, type.getSimpleName());
    }

    /**
     * The schema the running code writes.
     *
     * @param type record type of the catalogue
     */
    public static Schema current(Class<? extends SpecificRecord> type) {
        return SpecificData.get().getSchema(type);
    }

    private static Optional<Schema> read(String version, String name) {
        String resource = "released/" + version + "/" + name + ".avsc";
        try (InputStream in = ReleasedSchemas.class.getResourceAsStream(resource)) {
            // A parser refuses to see a name twice, so each file gets its own.
            return in == null ? Optional.empty() : Optional.of(new Schema.Parser().parse(in));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the released schema " + resource, e);
        }
    }
}
