package io.slipstream.app.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One process of the deployment, in as many lives as it takes. Owned by one thread. */
final class Child implements AutoCloseable {
    private final String name;
    private final List<String> command;
    private final Path output;
    private @Nullable Process process;
    private boolean wanted;
    private int lives;
    private int ownEnds;

    /**
     * Nothing runs yet.
     *
     * @param name for people
     * @param command its command line
     * @param output takes what all its lives print
     */
    Child(String name, List<String> command, Path output) {
        this.name = name;
        this.command = List.copyOf(command);
        this.output = output;
    }

    String name() {
        return name;
    }

    /** Takes what all its lives print. */
    Path output() {
        return output;
    }

    /** Starts a life. */
    void start() {
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name + ": " + command, e);
        }
        wanted = true;
        lives++;
    }

    /** Kills it: it gets no chance to do anything more. */
    void kill() {
        wanted = false;
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            await(running, Duration.ofSeconds(10));
        }
    }

    /** Whether it has ended though nobody killed it; true once for every such end. */
    boolean endedByItself() {
        Process running = process;
        if (wanted && running != null && !running.isAlive()) {
            wanted = false;
            ownEnds++;
            return true;
        }
        return false;
    }

    /** Exit status of a life that has ended. */
    int status() {
        Process ended = process;
        return ended == null ? 0 : ended.exitValue();
    }

    /** Stops it where it is, as SIGSTOP does. */
    void pause() {
        signal("STOP");
    }

    /** Lets it go on. */
    void resume() {
        signal("CONT");
    }

    /** Asks it to end, as Ctrl-C does, and kills it when it does not. */
    @Override
    public void close() {
        wanted = false;
        Process running = process;
        if (running != null && running.isAlive()) {
            resume();
            running.destroy();
            if (!await(running, Duration.ofSeconds(20))) {
                running.destroyForcibly();
            }
        }
    }

    /** Lives so far. */
    int lives() {
        return lives;
    }

    /** Ends that nobody caused from outside. */
    int ownEnds() {
        return ownEnds;
    }

    private void signal(String signal) {
        Process running = process;
        if (running == null || !running.isAlive()) {
            return;
        }
        try {
            Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(running.pid())).start();
            await(kill, Duration.ofSeconds(5));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot send " + signal + " to " + name, e);
        }
    }

    private static boolean await(Process process, Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
