package io.slipstream.app.crash;

import io.slipstream.app.process.JavaCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A `slipstream learner` in a process of its own, of the same Java and the same class path. */
final class LearnerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Process process;

    /**
     * Starts it.
     *
     * @param settings by key
     * @param output takes what it logs
     */
    LearnerProcess(Map<String, String> settings, Path output) {
        List<String> arguments = new ArrayList<>(List.of("learner"));
        settings.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
        List<String> command = JavaCommand.of(List.of(), arguments);
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a learner: " + command, e);
        }
    }

    /** Waits; whether it has ended by itself meanwhile. */
    boolean await(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Kills it at once: the process gets no chance to do anything more. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Exit status of a process that has ended. */
    int status() {
        return process.exitValue();
    }

    /** Ends it as Ctrl-C does; kills it when it does not end. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
