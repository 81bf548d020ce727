package io.slipstream.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.app.archive.ArchiveLog;
import io.slipstream.app.archive.Exporter;
import io.slipstream.app.archive.MemoryLog;
import io.slipstream.app.archive.Selection;
import io.slipstream.app.log.Extent;
import io.slipstream.app.log.Gaps;
import io.slipstream.app.log.LogCursor;
import io.slipstream.app.log.LogRecord;
import io.slipstream.app.log.ProgressLine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(180)
class ImportCommandTest {
    private static final String TRANSITIONS = "slipstream.transitions.v1";
    private static final String EPISODES = "slipstream.episodes.v1";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();

    @Test
    void shouldBringAnArchiveOntoABrokerAndOverwriteNothing() {
        // The last partition has lost its beginning: its records get other offsets.
        Path archive = archive(new MemoryLog()
                .add(record(EPISODES, 0, 0))
                .add(record(TRANSITIONS, 1, 0))
                .add(record(TRANSITIONS, 1, 1))
                .add(record(TRANSITIONS, 2, 7)));
        String data = folder.resolve("data").toString();

        assertThat(execute("import", "--archive", archive.toString())).isEqualTo(2);
        assertThat(said()).contains("--bootstrap-servers", "--data-dir");
        assertThat(execute("import", "--archive", archive.toString(), "--data-dir", data, "--topics", "transitions"))
                .isZero();
        assertThat(said())
                .contains("imported 3 records", TRANSITIONS + "-2 have other offsets")
                .doesNotContain(TRANSITIONS + "-1 have");

        Path again = folder.resolve("again");
        assertThat(execute("export", "--data-dir", data, "--out", again.toString(), "--topics", "transitions"))
                .isZero();
        assertThat(read(again))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(record(TRANSITIONS, 1, 0), record(TRANSITIONS, 1, 1), record(TRANSITIONS, 2, 0, 7));

        said();
        assertThat(execute("import", "--archive", archive.toString(), "--data-dir", data))
                .isEqualTo(1);
        assertThat(said()).contains(TRANSITIONS + " holds records already", "nothing is written over it");
        assertThat(execute(
                        "export",
                        "--data-dir",
                        data,
                        "--out",
                        folder.resolve("after").toString()))
                .isZero();
        assertThat(read(folder.resolve("after"))).as("not even a part of it").hasSize(3);
    }

    @Test
    void shouldSayWhatIsNoArchive() {
        assertThat(execute(
                        "import",
                        "--archive",
                        folder.resolve("none").toString(),
                        "--data-dir",
                        folder.resolve("new").toString()))
                .isEqualTo(1);
        assertThat(said()).contains("there is no archive in", "slipstream export");
        assertThat(folder.resolve("new")).doesNotExist();
    }

    private Path archive(MemoryLog log) {
        Path archive = folder.resolve("archive");
        ProgressLine progress = new ProgressLine("testing", "records", 0, new PrintWriter(out), () -> 0L);
        new Exporter(log, archive)
                .export("slipstream", log.extents().stream().map(Selection::all).toList(), progress);
        return archive;
    }

    private static List<LogRecord> read(Path archive) {
        List<LogRecord> records = new ArrayList<>();
        ArchiveLog log = new ArchiveLog(archive, new Gaps(false));
        for (Extent extent : log.extents()) {
            try (LogCursor cursor = log.open(extent)) {
                for (Optional<LogRecord> next = cursor.next(); next.isPresent(); next = cursor.next()) {
                    records.add(next.get());
                }
            }
        }
        return records;
    }

    private static LogRecord record(String topic, int partition, long offset) {
        return record(topic, partition, offset, offset);
    }

    /** A record that lay at another offset before. */
    private static LogRecord record(String topic, int partition, long offset, long before) {
        return new LogRecord(
                topic,
                partition,
                offset,
                1_000 + before,
                new byte[] {9},
                new byte[] {(byte) partition, (byte) before},
                List.of(new LogRecord.Header("who", new byte[] {1})));
    }

    private int execute(String... arguments) {
        CommandLine line = CommandLines.of(new SlipstreamCommand());
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
        return line.execute(arguments);
    }

    /** What was said since this was asked last. */
    private String said() {
        String said = out.toString();
        out.getBuffer().setLength(0);
        return said;
    }
}
