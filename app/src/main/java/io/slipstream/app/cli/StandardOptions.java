package io.slipstream.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What every command takes: help, version, and how much is logged and in which form. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        sortOptions = false,
        synopsisHeading = "%nUsage: ",
        descriptionHeading = "%n",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%n")
public final class StandardOptions {
    /** The form of a log line. */
    public enum LogFormat {
        TEXT,
        JSON
    }

    @Option(
            names = {"-v", "--verbose"},
            description = "Log what is being done, and whole stack traces, on stderr.")
    private boolean verbose;

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "Form of log lines on stderr: ${COMPLETION-CANDIDATES} (default: text).")
    private LogFormat logFormat = LogFormat.TEXT;

    /** Whether the user asked for the details. */
    public boolean verbose() {
        return verbose;
    }

    /** Sets logging up as asked; call it first in every command. */
    public void applyLogging() {
        Logging.configure(verbose, logFormat == LogFormat.JSON);
    }
}
