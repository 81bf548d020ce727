package io.slipstream.app.cli;

import picocli.CommandLine;

/** Builds picocli command lines that behave alike: exit codes, error messages and option handling. */
public final class CommandLines {
    private CommandLines() {}

    /** A command line for {@code command} with this project's exit codes and error messages. */
    public static CommandLine of(Object command) {
        return new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setAbbreviatedOptionsAllowed(false)
                .setExecutionExceptionHandler(new ErrorReporter());
    }
}
