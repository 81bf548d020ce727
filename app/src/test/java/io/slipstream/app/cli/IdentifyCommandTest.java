package io.slipstream.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class IdentifyCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder = Path.of("");

    private Path model = Path.of("");

    @BeforeEach
    void findTheShippedModel() {
        model = Path.of("..", "models", "rtm03-small");
    }

    @Test
    void shouldGradeAllIdentifiersOnASmallBank() throws IOException {
        Path bank = Files.writeString(folder.resolve("bank.yaml"), """
                labels: {environments: 8, episodes: 2}
                shifts:
                  SAME: {summary: nothing}
                  LEFT: {summary: the left turn, goal: {task: LTM03}}
                """);
        Path windows = folder.resolve("windows.csv");
        int code = execute(
                "--model",
                model.toString(),
                "--bank",
                bank.toString(),
                "--seeds",
                "2",
                "--environments",
                "8",
                "--before",
                "500",
                "--after",
                "3000",
                "--window",
                "500",
                "--window",
                "1000",
                "--sweep",
                "--json",
                "--out",
                folder.toString(),
                "--windows",
                windows.toString());
        assertThat(code).as(err.toString()).isZero();

        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.at("/sections")).hasSize(2);
        JsonNode ours = json.at("/sections/0/identifiers/0");
        assertThat(json.at("/sections/0/identifiers")).hasSize(7);
        assertThat(ours.at("/identifier").asText()).isEqualTo("slipstream");
        assertThat(ours.at("/courses/0/label").asText()).isEqualTo("NONE");
        assertThat(ours.at("/courses/1/label").asText()).isEqualTo("POLICY");
        assertThat(ours.at("/confusion/POLICY/NONE").asInt()
                        + ours.at("/confusion/POLICY/POLICY").asInt()
                        + ours.at("/confusion/POLICY/MIXED").asInt())
                .isPositive();
        assertThat(json.at("/sections/0/thresholdSweep")).isNotEmpty();
        assertThat(json.at("/statisticsShare").asDouble()).isBetween(0.0, 1.0);
        assertThat(folder.resolve("identify.json")).isNotEmptyFile();
        assertThat(Files.readString(folder.resolve("identify.md"))).contains("| slipstream |");
        assertThat(Files.readString(folder.resolve("identify.svg")))
                .startsWith("<svg")
                .contains("adawm");
        List<String> lines = Files.readAllLines(windows);
        assertThat(lines.get(0)).startsWith("scenario,seed,window,truth,E_P,E_P.level,E_P.threshold");
        assertThat(lines).anyMatch(line -> line.startsWith("LEFT,2,")).anyMatch(line -> line.contains(",POLICY,"));
        // 4096 steps a fleet and course: 8 windows of 512 and 4 of 1024.
        // The second fleet begins its windows half a window later.
        assertThat(lines).hasSize(1 + 2 * ((8 + 4) + (7 + 3)));
        assertThat(err.toString()).contains("LEFT: 2 fleets", "label of LEFT: POLICY");
    }

    @Test
    void shouldNameFileLineAndKeyOfAMistakeInABank() throws IOException {
        Path bank = Files.writeString(folder.resolve("bank.yaml"), "shifts:\n  X: {vehicle: {frictoin: 0.2}}\n");
        assertThat(execute("--bank", bank.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("bank.yaml:2", "shifts.X.vehicle.frictoin");
    }

    @Test
    void shouldRefuseABankWithoutGradedShifts() throws IOException {
        Path bank = Files.writeString(folder.resolve("bank.yaml"), "shifts:\n  X: {split: calibration}\n");
        assertThat(execute("--bank", bank.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("bank.yaml has no graded shift");
        assertThat(execute("--bank", folder.resolve("none.yaml").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("cannot read the bank");
    }

    @Test
    void shouldRefuseWrongNumbersAndModels() {
        assertThat(execute("--seeds", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--seeds has to be at least 1");
        assertThat(execute("--task", "XX")).isEqualTo(2);
        assertThat(err.toString()).contains("unknown task XX");
        assertThat(execute("--model", folder.resolve("none").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("none");
    }

    private int execute(String... arguments) {
        CommandLine line = CommandLines.of(new IdentifyCommand());
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
