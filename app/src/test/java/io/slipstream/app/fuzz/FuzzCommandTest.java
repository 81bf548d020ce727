package io.slipstream.app.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.app.cli.CommandLines;
import io.slipstream.app.cli.SlipstreamCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Poison on every topic under a fleet that drives; the long run is in docs/results/fuzz.md. */
class FuzzCommandTest {
    @TempDir
    Path folder;

    @Test
    void shouldDriveOnThroughAFlood() {
        StringWriter out = new StringWriter();
        CommandLine line = CommandLines.of(new SlipstreamCommand());
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));

        int status = line.execute(
                "fuzz",
                "--seed",
                "3",
                "--records",
                "110",
                "--live",
                folder.toString(),
                "--model",
                Path.of("..", "models", "rtm03-small").toString());

        assertThat(status).as(out::toString).isZero();
        assertThat(out.toString())
                .contains("services that ended: []; drove on afterwards: true", "nothing escaped")
                .containsPattern("transitions.v1 +110 +[1-9]");
    }
}
