package io.slipstream.app.cli;

import io.slipstream.app.broker.BrokerException;
import io.slipstream.app.chaos.ChaosException;
import io.slipstream.app.explain.NothingToExplainException;
import io.slipstream.app.log.UnusableLogException;
import io.slipstream.app.run.ServiceFailedException;
import io.slipstream.learner.checkpoint.IllegalCheckpointException;
import io.slipstream.model.IllegalModelException;
import io.slipstream.model.tensor.DeviceUnavailableException;
import io.slipstream.runtime.config.ConfigException;
import io.slipstream.runtime.http.PortInUseException;
import io.slipstream.runtime.kafka.BrokerUnavailableException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command throws into one clear message on stderr and an exit code. */
final class ErrorReporter implements IExecutionExceptionHandler {
    /** Failures whose message says everything; a stack trace would only hide it. */
    private static final List<Class<? extends Exception>> EXPECTED = List.of(
            CommandFailure.class,
            ChaosException.class,
            IllegalModelException.class,
            DeviceUnavailableException.class,
            BrokerException.class,
            BrokerUnavailableException.class,
            NothingToExplainException.class,
            UnusableLogException.class,
            PortInUseException.class,
            IllegalCheckpointException.class,
            ServiceFailedException.class,
            AuthorizationException.class,
            ConfigException.class);

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        Optional<IOException> trouble = FileTrouble.in(failure);
        boolean expected = trouble.isPresent() || EXPECTED.stream().anyMatch(type -> type.isInstance(failure));
        if (failure instanceof TimeoutException) {
            // Of a Kafka client: brokers that answered a moment ago no longer do.
            command.getErr()
                    .println("slipstream: the brokers do not answer in time: " + failure.getMessage()
                            + "; look whether they run, and start again");
            return ExitCode.SOFTWARE;
        }
        command.getErr()
                .println("slipstream: "
                        + trouble.map(refused -> message(failure, refused))
                                .orElseGet(() -> message(failure, expected)));
        if (verbose(command) || !expected) {
            failure.printStackTrace(command.getErr());
        }
        return failure instanceof ConfigException ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }

    private static String message(Exception failure, boolean expected) {
        String text = failure.getMessage();
        return expected && text != null ? text : "unexpected failure: " + failure;
    }

    /** What could not be done, unless the file system's own words are all there is, and what to do. */
    private static String message(Exception failure, IOException trouble) {
        String text = failure.getMessage();
        boolean own = text != null
                && !(failure instanceof IOException)
                && !text.contains(trouble.getClass().getName());
        return (own ? text + ": " : "") + FileTrouble.advice(trouble);
    }

    private static boolean verbose(CommandLine command) {
        return command.getMixins().values().stream()
                .filter(StandardOptions.class::isInstance)
                .map(StandardOptions.class::cast)
                .anyMatch(StandardOptions::verbose);
    }
}
