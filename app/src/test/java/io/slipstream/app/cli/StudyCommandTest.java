package io.slipstream.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class StudyCommandTest {
    private static final String MODEL = Path.of("..", "models", "rtm03-small").toString();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldWriteTableCurvesAndCells() throws IOException {
        int code = execute(
                "--model",
                MODEL,
                "--tasks",
                "LTM03,RTD12:D2",
                "--shifts",
                "D5",
                "--strategies",
                "none",
                "--seeds",
                "1",
                "--jobs",
                "1",
                "--episodes",
                "8",
                "--final-episodes",
                "8",
                "--out",
                folder.toString());

        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString()).contains("LTM03", "RTD12 D2", "RTM03 D5", "none");
        assertThat(err.toString()).contains("3/3 RTM03-D5-none-1", "about 0 s left");
        assertThat(folder.resolve("cells")).isDirectoryContaining("glob:**/LTM03-C0-none-1.json");
        assertThat(Files.readAllLines(folder.resolve("study.csv"))).hasSize(4);
        assertThat(folder.resolve("study.md")).content().contains("### LTM03");
        assertThat(folder.resolve("study.svg")).content().startsWith("<svg");
        assertThat(folder.resolve("study.json")).content().contains("\"strategy\" : \"NONE\"");
        shouldWriteTheTablesOfWhatIsFinished();
    }

    private void shouldWriteTheTablesOfWhatIsFinished() throws IOException {
        Files.delete(folder.resolve("cells").resolve("RTM03-D5-none-1.json"));
        Files.delete(folder.resolve("study.md"));

        assertThat(execute("--finished", "--out", folder.toString()))
                .as(err.toString())
                .isZero();

        assertThat(Files.readAllLines(folder.resolve("study.csv"))).hasSize(3);
        assertThat(folder.resolve("study.md")).content().contains("### LTM03").doesNotContain("RTM03 D5");
    }

    @Test
    void shouldSayThatNothingIsFinished() {
        assertThat(execute("--finished", "--out", folder.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("no cell is finished in");
    }

    @ParameterizedTest
    @CsvSource({
        "--strategies, adapt, policy-only",
        "--tasks, XYZ, LTM03",
        "--tasks, RTD12:D99, D5",
        "--shifts, D99, D5",
        "--seeds, 0, at least 1",
        "--updates, 0, --updates has to be at least 1"
    })
    void shouldSayWhatIsWrongWithItsUsage(String option, String value, String message) {
        assertThat(execute("--model", MODEL, "--out", folder.toString(), option, value))
                .isEqualTo(2);
        assertThat(err.toString()).contains(message);
    }

    private int execute(String... arguments) {
        CommandLine line = CommandLines.of(new StudyCommand());
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
