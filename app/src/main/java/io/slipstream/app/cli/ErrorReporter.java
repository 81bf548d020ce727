package io.slipstream.app.cli;

import io.slipstream.model.IllegalModelException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command throws into one clear message on stderr and an exit code. */
final class ErrorReporter implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        boolean expected = failure instanceof CommandFailure || failure instanceof IllegalModelException;
        command.getErr().println("slipstream: " + message(failure, expected));
        if (verbose(command) || !expected) {
            failure.printStackTrace(command.getErr());
        }
        return ExitCode.SOFTWARE;
    }

    private static String message(Exception failure, boolean expected) {
        String text = failure.getMessage();
        return expected && text != null ? text : "unexpected failure: " + failure;
    }

    private static boolean verbose(CommandLine command) {
        return command.getMixins().values().stream()
                .filter(StandardOptions.class::isInstance)
                .map(StandardOptions.class::cast)
                .anyMatch(StandardOptions::verbose);
    }
}
