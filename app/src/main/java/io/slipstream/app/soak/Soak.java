package io.slipstream.app.soak;

import io.slipstream.app.run.StopSignal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Starts a run in a process of its own, watches it for a time, and ends it as Ctrl-C does. Everything on the caller's thread. */
public final class Soak {
    private static final Duration COLLECT_EVERY = Duration.ofMinutes(3);
    private static final Duration TELL_EVERY = Duration.ofMinutes(1);
    private static final Duration CLOSING = Duration.ofMinutes(1);
    private static final Duration STARTING = Duration.ofMinutes(3);

    private final List<String> command;
    private final Path output;
    private final int managementPort;
    private final Path data;
    private final SoakCurve curve;
    private final PrintWriter progress;

    /**
     * @param command of the run
     * @param output takes what it prints
     * @param managementPort where it tells its metrics
     * @param data its data folder
     * @param curve takes the samples
     * @param progress told about every minute
     */
    public Soak(
            List<String> command, Path output, int managementPort, Path data, SoakCurve curve, PrintWriter progress) {
        this.command = List.copyOf(command);
        this.output = output;
        this.managementPort = managementPort;
        this.data = data;
        this.curve = curve;
        this.progress = progress;
    }

    /**
     * Watches until the time is over or a stop is asked for.
     *
     * @throws IllegalStateException if the run ends by itself or never answers
     */
    public void watch(Duration time, Duration every, StopSignal stop) throws InterruptedException {
        curve.begin();
        Process run = start();
        try {
            watch(run, new WatchedProcess(run.pid(), managementPort, data), time, every, stop);
        } finally {
            end(run);
        }
    }

    private Process start() {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command, e);
        }
    }

    private void watch(Process run, WatchedProcess watched, Duration time, Duration every, StopSignal stop)
            throws InterruptedException {
        long began = System.nanoTime();
        double collected = Double.NEGATIVE_INFINITY;
        double told = 0;
        double heard = 0;
        while (seconds(began) < time.toSeconds() && !stop.await(every)) {
            if (!run.isAlive()) {
                throw new IllegalStateException("the run ended by itself with " + run.exitValue() + "; see " + output);
            }
            double now = seconds(began);
            boolean collect = now - collected >= COLLECT_EVERY.toSeconds();
            try {
                SoakSample sample = watched.sample(now, collect);
                curve.add(sample);
                heard = now;
                collected = collect ? now : collected;
                if (now - told >= TELL_EVERY.toSeconds()) {
                    told = now;
                    tell(sample, time);
                }
            } catch (IOException e) {
                if (now - heard > STARTING.toSeconds()) {
                    throw new IllegalStateException("the run has not answered for " + STARTING + "; see " + output, e);
                }
            }
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private void tell(SoakSample sample, Duration time) {
        progress.println(String.format(
                Locale.ROOT,
                "%.0f of %d min: %,.0f steps, %.0f updates, resident %.0f MB, %.0f threads, %.0f handles, disk %.0f MB",
                sample.seconds() / 60,
                time.toMinutes(),
                sample.steps(),
                sample.updates(),
                sample.residentMb(),
                sample.threads(),
                sample.handles(),
                sample.diskMb()));
        progress.flush();
    }

    private static void end(Process run) throws InterruptedException {
        run.destroy();
        if (!run.waitFor(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
            run.destroyForcibly().waitFor();
        }
    }
}
