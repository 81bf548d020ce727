package io.slipstream.app.archive;

import io.slipstream.app.log.LogRecord;
import io.slipstream.schemas.avro.ArchivedHeader;
import io.slipstream.schemas.avro.ArchivedRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.jspecify.annotations.Nullable;

/** Writes the records of one partition into files of a bounded size. Owned by one thread. */
final class PartitionFiles implements AutoCloseable {
    private final Path folder;
    private final long fileBytes;
    private final List<ArchiveIndex.File> finished = new ArrayList<>();
    private @Nullable Open open;

    /**
     * @param folder where they go
     * @param fileBytes of records after which the next file begins
     */
    PartitionFiles(Path folder, long fileBytes) {
        this.folder = folder;
        this.fileBytes = fileBytes;
    }

    private static final class Open {
        private final String name;
        private final DataFileWriter<ArchivedRecord> writer;
        private final LogRecord first;
        private LogRecord last;
        private long records;
        private long bytes;
        private long firstTimestamp = Long.MAX_VALUE;
        private long lastTimestamp = Long.MIN_VALUE;

        Open(String name, DataFileWriter<ArchivedRecord> writer, LogRecord first) {
            this.name = name;
            this.writer = writer;
            this.first = first;
            this.last = first;
        }
    }

    void add(LogRecord record) throws IOException {
        Open file = open;
        if (file == null) {
            file = begin(record);
            open = file;
        }
        file.writer.append(archived(record));
        file.last = record;
        file.records++;
        file.bytes += size(record.key()) + size(record.value());
        file.firstTimestamp = Math.min(file.firstTimestamp, record.timestamp());
        file.lastTimestamp = Math.max(file.lastTimestamp, record.timestamp());
        if (file.bytes >= fileBytes) {
            finish();
        }
    }

    /** The files, once closed. */
    List<ArchiveIndex.File> files() {
        return List.copyOf(finished);
    }

    @Override
    public void close() throws IOException {
        finish();
    }

    private Open begin(LogRecord record) throws IOException {
        String name = record.topic() + "-" + record.partition() + "-" + record.offset() + ".avro";
        DataFileWriter<ArchivedRecord> writer =
                new DataFileWriter<>(new SpecificDatumWriter<>(ArchivedRecord.getClassSchema()));
        writer.setMeta("slipstream.topic", record.topic());
        writer.setMeta("slipstream.partition", record.partition());
        writer.create(ArchivedRecord.getClassSchema(), folder.resolve(name).toFile());
        return new Open(name, writer, record);
    }

    private void finish() throws IOException {
        Open file = open;
        if (file == null) {
            return;
        }
        open = null;
        file.writer.close();
        Path path = folder.resolve(file.name);
        finished.add(new ArchiveIndex.File(
                file.name,
                file.first.topic(),
                file.first.partition(),
                file.first.offset(),
                file.last.offset() + 1,
                file.records,
                file.firstTimestamp,
                file.lastTimestamp,
                Files.size(path),
                Digests.sha256(path)));
    }

    private static ArchivedRecord archived(LogRecord record) {
        List<ArchivedHeader> headers = new ArrayList<>();
        for (LogRecord.Header header : record.headers()) {
            headers.add(new ArchivedHeader(header.key(), wrapped(header.value())));
        }
        return new ArchivedRecord(
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                wrapped(record.key()),
                wrapped(record.value()),
                headers);
    }

    private static @Nullable ByteBuffer wrapped(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }

    private static long size(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
