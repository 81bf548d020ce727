package io.slipstream.app.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.slipstream.app.log.UnusableLogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What an archive holds.
 *
 * @param format of the archive; this version of Slipstream reads {@value #FORMAT}
 * @param prefix of its topics' names
 * @param source where it was exported from, for people
 * @param partitions every partition with the range that was exported, also where it held no record
 * @param files in the order of topic, partition and offset
 */
record ArchiveIndex(int format, String prefix, String source, List<Partition> partitions, List<File> files) {
    static final int FORMAT = 1;
    static final String NAME = "index.json";

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);

    /**
     * A range of one partition.
     *
     * @param topic full name
     * @param partition its number
     * @param from first offset exported
     * @param to one past the last
     */
    record Partition(String topic, int partition, long from, long to) {}

    /**
     * A file of records of one partition.
     *
     * @param file name within the archive
     * @param topic full name
     * @param partition its number
     * @param from offset of its first record
     * @param to one past the offset of its last record
     * @param records how many
     * @param firstTimestamp earliest timestamp, ms
     * @param lastTimestamp latest timestamp, ms
     * @param bytes of the file
     * @param sha256 of the file, hex
     */
    record File(
            String file,
            String topic,
            int partition,
            long from,
            long to,
            long records,
            long firstTimestamp,
            long lastTimestamp,
            long bytes,
            String sha256) {}

    static ArchiveIndex read(Path folder) {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            throw new UnusableLogException(
                    "there is no archive in " + folder + " (no " + NAME + "); `slipstream export --out DIR` makes one");
        }
        try {
            ArchiveIndex index = JSON.readValue(Files.readString(file), ArchiveIndex.class);
            if (index.format() != FORMAT) {
                throw new UnusableLogException("the archive " + folder + " has format " + index.format()
                        + ", this version of Slipstream reads format " + FORMAT);
            }
            return index;
        } catch (IOException e) {
            throw new UnusableLogException("cannot read the index " + file + ": " + e.getMessage(), e);
        }
    }

    void write(Path folder) throws IOException {
        Files.writeString(folder.resolve(NAME), text() + "\n");
    }

    private String text() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an index must always be writable as JSON", e);
        }
    }
}
