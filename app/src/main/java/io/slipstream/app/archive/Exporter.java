package io.slipstream.app.archive;

import io.slipstream.app.log.Extent;
import io.slipstream.app.log.LogCursor;
import io.slipstream.app.log.LogRecord;
import io.slipstream.app.log.ProgressLine;
import io.slipstream.app.log.StoredLog;
import io.slipstream.app.log.UnusableLogException;
import io.slipstream.runtime.serde.TrustedPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes a log, or a part of it, as an archive. The index comes last: a folder without one is no archive. */
public final class Exporter {
    private static final long FILE_BYTES = 64L << 20;

    private final StoredLog log;
    private final Path folder;
    private final long fileBytes;

    /**
     * @param log what to export
     * @param folder where to; made when it is not there
     */
    public Exporter(StoredLog log, Path folder) {
        this(log, folder, FILE_BYTES);
    }

    Exporter(StoredLog log, Path folder, long fileBytes) {
        TrustedPackage.install();
        this.log = log;
        this.folder = folder;
        this.fileBytes = fileBytes;
    }

    /**
     * What was written.
     *
     * @param records records
     * @param files files
     * @param bytes of all files
     */
    public record Exported(long records, int files, long bytes) {}

    /**
     * Writes the archive.
     *
     * @param prefix of topic names
     * @param selections what to take
     * @param progress counts offsets
     * @throws UnusableLogException when the folder is not empty or cannot be written
     */
    public Exported export(String prefix, List<Selection> selections, ProgressLine progress) {
        try {
            makeFolder(folder);
            List<ArchiveIndex.Partition> partitions = new ArrayList<>();
            List<ArchiveIndex.File> files = new ArrayList<>();
            for (Selection selection : selections) {
                partitions.add(write(selection, files, progress));
            }
            new ArchiveIndex(ArchiveIndex.FORMAT, prefix, log.name(), partitions, files).write(folder);
            return new Exported(
                    files.stream().mapToLong(ArchiveIndex.File::records).sum(),
                    files.size(),
                    files.stream().mapToLong(ArchiveIndex.File::bytes).sum());
        } catch (IOException e) {
            throw new UnusableLogException("cannot write the archive " + folder + ": " + e.getMessage(), e);
        }
    }

    /**
     * Makes the folder, for those who want to know before long work.
     *
     * @throws UnusableLogException when it is not empty or cannot be made
     */
    public static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
            try (Stream<Path> there = Files.list(folder)) {
                if (there.findAny().isPresent()) {
                    throw new UnusableLogException("the folder " + folder + " is not empty; name a new one with --out");
                }
            }
        } catch (IOException e) {
            throw new UnusableLogException("cannot write the archive " + folder + ": " + e.getMessage(), e);
        }
    }

    private ArchiveIndex.Partition write(Selection selection, List<ArchiveIndex.File> files, ProgressLine progress)
            throws IOException {
        Extent range = selection.range();
        long from = -1;
        long to = range.from();
        PartitionFiles out = new PartitionFiles(folder, fileBytes);
        try (out;
                LogCursor cursor = log.open(range)) {
            for (Optional<LogRecord> next = cursor.next(); next.isPresent(); next = cursor.next()) {
                LogRecord record = next.get();
                progress.add(1);
                if (selection.after(record)) {
                    break;
                }
                if (from >= 0 || !selection.before(record)) {
                    from = from < 0 ? record.offset() : from;
                    to = record.offset() + 1;
                    out.add(record);
                }
            }
        }
        files.addAll(out.files());
        // Without bounds on time the range is as asked, whatever holes are at its ends.
        boolean whole = selection.unbounded();
        return new ArchiveIndex.Partition(
                range.topic(), range.partition(), whole || from < 0 ? range.from() : from, whole ? range.to() : to);
    }
}
