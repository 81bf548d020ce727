package io.slipstream.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.app.cli.CommandLines;
import io.slipstream.app.cli.SlipstreamCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A whole deployment in eight processes for two minutes; the long run is in docs/results/chaos.md. */
class ChaosCommandTest {
    @TempDir
    Path folder;

    @Test
    void shouldLoseDoubleAndMakeUpNothing() {
        String told = execute(
                0,
                "chaos",
                "--work",
                folder.resolve("work").toString(),
                "--model",
                Path.of("..", "models", "rtm03-small").toString(),
                "--seed",
                "5",
                "--minutes",
                "0.7",
                "--gap",
                "6",
                "--kinds",
                "KILL,SLOW,CUT");

        assertThat(told)
                .contains("nothing lost, doubled or wrong", "holds  no segment of an environment is missing")
                .doesNotContain("BROKEN", "EMPTY");
    }

    @Test
    void shouldWantANewFolderAndSomeTime() throws Exception {
        Files.createDirectories(folder.resolve("full/of/things"));
        assertThat(execute(2, "chaos", "--work", folder.resolve("full").toString()))
                .contains("is not empty; --work wants a new folder");
        assertThat(execute(2, "chaos", "--work", folder.resolve("new").toString(), "--minutes", "0"))
                .contains("have to be positive");
        assertThat(execute(2, "chaos", "--work", folder.resolve("new").toString(), "--kinds", "FULL_DISK"))
                .contains("needs a --small-disk");
    }

    private static String execute(int status, String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine line = CommandLines.of(new SlipstreamCommand());
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
        assertThat(line.execute(arguments)).as(out::toString).isEqualTo(status);
        return out.toString();
    }
}
