package io.slipstream.app.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.app.log.Extent;
import io.slipstream.app.log.Gaps;
import io.slipstream.app.log.LogCursor;
import io.slipstream.app.log.LogRecord;
import io.slipstream.app.log.ProgressLine;
import io.slipstream.app.log.RangeReader;
import io.slipstream.app.log.TimeOrder;
import io.slipstream.app.log.UnusableLogException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
    private static final String TOPIC = "slipstream.transitions.v1";

    @TempDir
    private Path folder;

    @Test
    @SuppressWarnings("NullAway") // A record of the log may have neither key nor value.
    void shouldKeepEverythingOfARecord() {
        LogRecord plain = record(0, 5, 1_000);
        LogRecord odd = new LogRecord(
                TOPIC,
                1,
                7,
                2_000,
                null,
                null,
                List.of(new LogRecord.Header("who", new byte[] {1, 2}), new LogRecord.Header("none", null)));
        Path archive = export(new MemoryLog().add(plain).add(odd), 1 << 20);

        List<LogRecord> read = read(new ArchiveLog(archive, new Gaps(false)));

        assertThat(read).usingRecursiveComparison().isEqualTo(List.of(plain, odd));
    }

    @Test
    void shouldReadRangesAcrossFilesAndInTheOrderOfTime() {
        MemoryLog log = new MemoryLog();
        for (int offset = 0; offset < 30; offset++) {
            log.add(record(0, offset, 1_000 + 2L * offset));
            log.add(record(1, offset, 1_001 + 2L * offset));
        }
        ArchiveLog archive = new ArchiveLog(export(log, 40), new Gaps(false));

        List<Long> offsets = new ArrayList<>();
        new RangeReader(archive, new Gaps(false))
                .read(new Extent(TOPIC, 1, 8, 23), record -> offsets.add(record.offset()));
        assertThat(offsets).hasSize(15).startsWith(8L).endsWith(22L);
        List<Long> times = new ArrayList<>();
        try (TimeOrder all = new TimeOrder(archive, archive.extents())) {
            for (Optional<LogRecord> next = all.next(); next.isPresent(); next = all.next()) {
                times.add(next.get().timestamp());
            }
        }
        assertThat(times).hasSize(60).isSorted();
    }

    @Test
    void shouldNameTheRangeOfACorruptFile() throws Exception {
        Path archive = export(logOf(0, 1, 2, 3), 1 << 20);
        Path file = archive.resolve(TOPIC + "-0-0.avro");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 20] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(() -> read(new ArchiveLog(archive, new Gaps(false))))
                .isInstanceOf(UnusableLogException.class)
                .hasMessageContaining("corrupt")
                .hasMessageContaining(TOPIC + "-0 [0, 4)")
                .hasMessageContaining("--allow-gaps");

        Gaps allowed = new Gaps(true);
        assertThat(read(new ArchiveLog(archive, allowed))).isEmpty();
        assertThat(allowed.found()).singleElement().asString().contains("[0, 4)");
    }

    @Test
    void shouldNameTheRangeOfAMissingFile() throws Exception {
        Path archive = export(logOf(4, 5), 1 << 20);
        Files.delete(archive.resolve(TOPIC + "-0-4.avro"));

        assertThatThrownBy(() -> read(new ArchiveLog(archive, new Gaps(false))))
                .isInstanceOf(UnusableLogException.class)
                .hasMessageContaining("is missing")
                .hasMessageContaining("[4, 6)");
    }

    @Test
    void shouldRefuseAnArchiveOfTheFuture() throws Exception {
        Path archive = export(logOf(0), 1 << 20);
        Path index = archive.resolve(ArchiveIndex.NAME);
        Files.writeString(index, Files.readString(index).replace("\"format\" : 1", "\"format\" : 9"));

        assertThatThrownBy(() -> new ArchiveLog(archive, new Gaps(false)))
                .isInstanceOf(UnusableLogException.class)
                .hasMessageContaining("format 9");
    }

    @Test
    void shouldRefuseAnIndexThatLacksAPart() throws Exception {
        Path archive = export(logOf(0), 1 << 20);
        Path index = archive.resolve(ArchiveIndex.NAME);
        Files.writeString(index, Files.readString(index).replace("\"partitions\"", "\"other\""));

        assertThatThrownBy(() -> new ArchiveLog(archive, new Gaps(false)))
                .isInstanceOf(UnusableLogException.class)
                .hasMessageContaining(ArchiveIndex.NAME)
                .hasMessageContaining("partitions");
    }

    @Test
    void shouldSayThatAFolderIsNoArchiveAndWriteIntoNoOther() {
        assertThatThrownBy(() -> new ArchiveLog(folder, new Gaps(false)))
                .isInstanceOf(UnusableLogException.class)
                .hasMessageContaining("slipstream export");
        Path archive = export(logOf(0), 1 << 20);
        assertThatThrownBy(() -> new Exporter(logOf(0), archive).export("slipstream", List.of(), progress()))
                .isInstanceOf(UnusableLogException.class)
                .hasMessageContaining("not empty");
    }

    @Test
    void shouldTakeAPartByTime() {
        MemoryLog log = logOf(0, 1, 2, 3, 4, 5);
        Path archive = folder.resolve("part");
        new Exporter(log, archive)
                .export("slipstream", List.of(new Selection(log.extents().get(0), 1_002, 1_005)), progress());

        ArchiveLog part = new ArchiveLog(archive, new Gaps(false));
        assertThat(part.extents()).containsExactly(new Extent(TOPIC, 0, 2, 5));
        assertThat(read(part)).extracting(LogRecord::offset).containsExactly(2L, 3L, 4L);
    }

    @Test
    void shouldNameWhatRetentionHasDeletedAndWhatIsAGap() {
        MemoryLog log = logOf(10, 11, 14, 15);
        assertThatThrownBy(() -> ranges(log, new Gaps(false), 8, 12))
                .isInstanceOf(UnusableLogException.class)
                .hasMessageContaining("[8, 10) of " + TOPIC + "-0")
                .hasMessageContaining("retention");
        assertThatThrownBy(() -> ranges(log, new Gaps(false), 11, 16))
                .isInstanceOf(UnusableLogException.class)
                .hasMessageContaining("a gap: offsets [12, 14)");
        assertThatThrownBy(() -> ranges(log, new Gaps(false), 14, 18))
                .isInstanceOf(UnusableLogException.class)
                .hasMessageContaining("[16, 18)");
        assertThatThrownBy(() -> new RangeReader(log, new Gaps(false)).read(new Extent("other", 3, 0, 2), record -> {}))
                .isInstanceOf(UnusableLogException.class)
                .hasMessageContaining("no partition 3 of topic other");

        Gaps allowed = new Gaps(true);
        assertThat(ranges(log, allowed, 8, 18)).containsExactly(10L, 11L, 14L, 15L);
        assertThat(allowed.found()).hasSize(3);
    }

    private static List<Long> ranges(MemoryLog log, Gaps gaps, long from, long to) {
        List<Long> offsets = new ArrayList<>();
        new RangeReader(log, gaps).read(new Extent(TOPIC, 0, from, to), record -> offsets.add(record.offset()));
        return offsets;
    }

    private Path export(MemoryLog log, long fileBytes) {
        Path archive = folder.resolve("archive");
        new Exporter(log, archive, fileBytes)
                .export("slipstream", log.extents().stream().map(Selection::all).toList(), progress());
        return archive;
    }

    private static List<LogRecord> read(ArchiveLog archive) {
        List<LogRecord> records = new ArrayList<>();
        for (Extent extent : archive.extents()) {
            try (LogCursor cursor = archive.open(extent)) {
                for (Optional<LogRecord> next = cursor.next(); next.isPresent(); next = cursor.next()) {
                    records.add(next.get());
                }
            }
        }
        return records;
    }

    private static MemoryLog logOf(long... offsets) {
        MemoryLog log = new MemoryLog();
        for (long offset : offsets) {
            log.add(record(0, offset, 1_000 + offset));
        }
        return log;
    }

    private static LogRecord record(int partition, long offset, long timestamp) {
        byte[] value = ("value " + offset).getBytes(StandardCharsets.UTF_8);
        return new LogRecord(TOPIC, partition, offset, timestamp, new byte[] {9}, value, List.of());
    }

    private static ProgressLine progress() {
        return new ProgressLine("testing", "records", 0, new PrintWriter(new StringWriter()), () -> 0L);
    }
}
