package io.slipstream.app;

import io.slipstream.app.cli.CommandLines;
import io.slipstream.app.cli.SlipstreamCommand;
import io.slipstream.app.process.ParentWatch;

/** Entry point of the {@code slipstream} command: parses, runs, and ends with the command's exit code. */
public final class Slipstream {
    private Slipstream() {}

    /** Runs the command line and ends the JVM with its exit code: 0 done, 1 failed, 2 wrong usage. */
    public static void main(String[] arguments) {
        ParentWatch.install();
        System.exit(CommandLines.of(new SlipstreamCommand()).execute(arguments));
    }
}
