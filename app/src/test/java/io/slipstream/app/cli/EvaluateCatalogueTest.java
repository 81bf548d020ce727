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

/** {@code evaluate --catalogue FILE}: a user's own tasks and shifts, and what is said about mistakes in them. */
class EvaluateCatalogueTest {
    private static final String OWN = """
            tasks:
              MINE: {kind: lights, redFrom: 30, redTo: 30, greenFrom: 500, greenTo: 500, yellow: 10}
            shifts:
              SLICK: {summary: wet leaves, vehicle: {friction: 0.4, delayTicks: 1}}
            """;

    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldDriveATaskAndAShiftOfAUser() throws IOException {
        assertThat(evaluate(OWN, "--task", "MINE", "--shift", "SLICK", "--episodes", "20", "--json"))
                .isZero();
        assertThat(out.toString()).contains("\"task\" : \"MINE\"", "\"shift\" : \"SLICK\"", "\"signalRate\"");
        assertThat(out.toString()).doesNotContain("NaN", "Infinity");
    }

    @ParameterizedTest
    @CsvSource({"--task, MIEN, unknown task MIEN; did you mean MINE?", "--shift, SLIK, unknown shift SLIK; did you mean"
    })
    void shouldRefuseWhatNeitherTheFileNorSlipstreamKnows(String option, String id, String message) throws IOException {
        assertThat(evaluate(OWN, option, id)).isEqualTo(2);
        assertThat(err.toString()).contains(message, "known are");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shifts: {X: {vehicle: {friction: -1}}} | shifts.X.vehicle.friction: has to be within 0.01 and 2, not -1",
                "shifts: {X: {vehicle: {delayTicks: 9}}} | shifts.X.vehicle.delayTicks: has to be within 0 and 7, not 9",
                "shifts: {X: {vehicle: {steeringGain: .nan}}} | shifts.X.vehicle.steeringGain: has to be a number",
                "tasks: {X: {kind: lihgts}} | tasks.X.kind: unknown kind lihgts",
                "tasks: {X: {kind: lights | is no YAML"
            })
    void shouldNameFileLineAndKeyOfAMistake(String yaml, String problem) throws IOException {
        assertThat(evaluate("\n" + yaml, "--shift", "X")).isEqualTo(2);
        assertThat(err.toString()).contains(file() + ":2: " + problem);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldRefuseAFileThatIsNotThere() {
        assertThat(execute("evaluate", "--driver", "constant", "--catalogue", file().toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("cannot read the catalogue", file().toString());
    }

    private Path file() {
        return folder.resolve("mine.yaml");
    }

    private int evaluate(String yaml, String... arguments) throws IOException {
        Files.writeString(file(), yaml);
        String[] all = new String[arguments.length + 5];
        System.arraycopy(
                new String[] {"evaluate", "--driver", "constant", "--catalogue", file().toString()}, 0, all, 0, 5);
        System.arraycopy(arguments, 0, all, 5, arguments.length);
        return execute(all);
    }

    private int execute(String... arguments) {
        CommandLine line = CommandLines.of(new SlipstreamCommand());
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
