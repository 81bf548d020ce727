package io.slipstream.app.archive;

import io.slipstream.app.log.Extent;
import io.slipstream.app.log.Gaps;
import io.slipstream.app.log.LogCursor;
import io.slipstream.app.log.LogRecord;
import io.slipstream.app.log.StoredLog;
import io.slipstream.app.log.UnusableLogException;
import io.slipstream.runtime.serde.TrustedPackage;
import io.slipstream.schemas.avro.ArchivedHeader;
import io.slipstream.schemas.avro.ArchivedRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.specific.SpecificDatumReader;
import org.jspecify.annotations.Nullable;

/** The log in an archive. Each file's hash is checked before its first record is read. Owned by one thread. */
public final class ArchiveLog implements StoredLog {
    private final Path folder;
    private final ArchiveIndex index;
    private final Gaps gaps;
    private final Map<String, Boolean> checked = new HashMap<>();

    /**
     * Reads the index.
     *
     * @param folder of the archive
     * @param gaps takes files that cannot be used
     * @throws UnusableLogException when there is no archive in the folder
     */
    public ArchiveLog(Path folder, Gaps gaps) {
        TrustedPackage.install();
        this.folder = folder;
        this.gaps = gaps;
        index = ArchiveIndex.read(folder);
    }

    /** Prefix of its topics' names. */
    public String prefix() {
        return index.prefix();
    }

    @Override
    public List<Extent> extents() {
        return index.partitions().stream()
                .map(one -> new Extent(one.topic(), one.partition(), one.from(), one.to()))
                .sorted()
                .toList();
    }

    @Override
    public LogCursor open(Extent range) {
        Deque<ArchiveIndex.File> files = new ArrayDeque<>();
        for (ArchiveIndex.File file : index.files()) {
            if (file.topic().equals(range.topic())
                    && file.partition() == range.partition()
                    && file.to() > range.from()
                    && file.from() < range.to()) {
                files.addLast(file);
            }
        }
        return new FilesCursor(range, files);
    }

    @Override
    public String name() {
        return "the archive " + folder;
    }

    @Override
    public void close() {
        // Every cursor closes its own file.
    }

    /** Whether a file is what the index says it is; every file is looked at once. */
    private boolean sound(ArchiveIndex.File file) {
        return checked.computeIfAbsent(file.file(), any -> examine(file));
    }

    private boolean examine(ArchiveIndex.File file) {
        Path path = folder.resolve(file.file());
        try {
            if (!Files.exists(path)) {
                gaps.report(path + " is missing" + concerned(file));
                return false;
            }
            if (!Digests.sha256(path).equals(file.sha256())) {
                gaps.report(path + " is corrupt: it does not have the sha-256 of the index" + concerned(file));
                return false;
            }
            return true;
        } catch (IOException e) {
            throw new UnusableLogException("cannot read " + path + ": " + e.getMessage() + concerned(file), e);
        }
    }

    private static String concerned(ArchiveIndex.File file) {
        return "; it holds " + new Extent(file.topic(), file.partition(), file.from(), file.to());
    }

    private final class FilesCursor implements LogCursor {
        private final Extent range;
        private final Deque<ArchiveIndex.File> files;
        private @Nullable DataFileReader<ArchivedRecord> open;

        FilesCursor(Extent range, Deque<ArchiveIndex.File> files) {
            this.range = range;
            this.files = files;
        }

        @Override
        public Optional<LogRecord> next() {
            try {
                while (advance()) {
                    DataFileReader<ArchivedRecord> reader = open;
                    ArchivedRecord record = reader == null ? null : reader.next();
                    if (record != null && record.getOffset() >= range.to()) {
                        return Optional.empty();
                    }
                    if (record != null && record.getOffset() >= range.from()) {
                        return Optional.of(record(record));
                    }
                }
                return Optional.empty();
            } catch (IOException | RuntimeException e) {
                if (e instanceof UnusableLogException) {
                    throw (UnusableLogException) e;
                }
                throw new UnusableLogException("cannot read " + range + " of " + name() + ": " + e.getMessage(), e);
            }
        }

        private boolean advance() throws IOException {
            while (open == null || !open.hasNext()) {
                close();
                ArchiveIndex.File next = files.pollFirst();
                if (next == null) {
                    return false;
                }
                if (sound(next)) {
                    open = new DataFileReader<>(
                            folder.resolve(next.file()).toFile(), new SpecificDatumReader<>(ArchivedRecord.class));
                }
            }
            return true;
        }

        private LogRecord record(ArchivedRecord record) {
            List<LogRecord.Header> headers = new ArrayList<>();
            for (ArchivedHeader header : record.getHeaders()) {
                headers.add(new LogRecord.Header(header.getKey(), bytes(header.getValue())));
            }
            return new LogRecord(
                    range.topic(),
                    range.partition(),
                    record.getOffset(),
                    record.getTimestamp().toEpochMilli(),
                    bytes(record.getKey()),
                    bytes(record.getValue()),
                    headers);
        }

        private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
            if (buffer == null) {
                return null;
            }
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }

        @Override
        public void close() {
            DataFileReader<ArchivedRecord> reader = open;
            open = null;
            if (reader != null) {
                try {
                    reader.close();
                } catch (IOException e) {
                    throw new UnusableLogException("cannot close a file of " + name() + ": " + e.getMessage(), e);
                }
            }
        }
    }
}
