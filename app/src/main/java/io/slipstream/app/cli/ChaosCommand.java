package io.slipstream.app.cli;

import io.slipstream.app.chaos.ChaosReport;
import io.slipstream.app.chaos.ChaosRun;
import io.slipstream.app.chaos.ChaosSettings;
import io.slipstream.app.chaos.Fault;
import io.slipstream.app.run.StopSignal;
import io.slipstream.model.ModelFolder;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code slipstream chaos}: a whole deployment under random faults. */
@Command(
        name = "chaos",
        description = {
            "Starts three brokers, three actors, a learner and a monitor in processes of their own, kills and stops them, slows, holds"
                    + " and cuts their connections at random, and then asks the log whether anything was lost, doubled or wrong.",
            "Ends with 1 when anything was."
        })
final class ChaosCommand implements Callable<Integer> {
    @Mixin
    private final StandardOptions standard = new StandardOptions();

    @Option(
            names = "--work",
            required = true,
            paramLabel = "DIR",
            description = "New or empty folder for brokers, checkpoints and what the processes print.")
    private Path work = Path.of("");

    @Option(names = "--seed", defaultValue = "1", description = "Of the faults (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--minutes", defaultValue = "10", description = "How long faults come (default: ${DEFAULT-VALUE}).")
    private double minutes;

    @Option(
            names = "--gap",
            paramLabel = "SECONDS",
            defaultValue = "16",
            description = "Mean time from one fault to the next (default: ${DEFAULT-VALUE}).")
    private double gap;

    @Option(
            names = "--small-disk",
            paramLabel = "DIR",
            description =
                    "A folder on a small file system of its own, which holds one broker's log and is filled up; without one"
                            + " that fault is left out.")
    private @Nullable Path smallDisk;

    @Option(
            names = "--kinds",
            split = ",",
            paramLabel = "KIND",
            description = "Faults that may come, of ${COMPLETION-CANDIDATES} (default: all).")
    private Set<Fault.Kind> kinds = EnumSet.allOf(Fault.Kind.class);

    @Option(names = "--report", paramLabel = "FILE", description = "Where to write the result as JSON, too.")
    private @Nullable Path reportFile;

    @Option(names = "--model", paramLabel = "DIR", description = "Model folder (default: the shipped model).")
    private @Nullable Path model;

    @Option(
            names = "--ask-again",
            description = "Let nothing happen; only start the brokers of an earlier run in --work and ask its log.")
    private boolean askAgain;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        standard.applyLogging();
        if (!(minutes > 0) || !(gap > 0)) {
            throw new ParameterException(spec.commandLine(), "--minutes and --gap have to be positive");
        }
        if (kinds.equals(EnumSet.of(Fault.Kind.FULL_DISK)) && smallDisk == null) {
            throw new ParameterException(
                    spec.commandLine(), "FULL_DISK alone needs a --small-disk: nothing would happen");
        }
        if (!askAgain) {
            requireEmpty();
        }
        Path folder = model == null ? ShippedModel.folder() : model;
        // Read before anything starts: the learner is a process of its own, and says it in a file.
        ModelFolder.read(folder);
        ChaosSettings settings = new ChaosSettings(
                work,
                folder,
                seed,
                Duration.ofMillis((long) (minutes * 60_000)),
                Duration.ofMillis((long) (gap * 1_000)),
                kinds,
                Optional.ofNullable(smallDisk));
        Config config = ConfigOptions.of(
                SettingsCatalogue.all(),
                Map.of(
                        CommonSettings.FLEET.key(), ChaosSettings.FLEET,
                        CommonSettings.CLUSTER_TIMEOUT.key(), "120s",
                        CommonSettings.TOPICS_REPLICATION.key(), "3"));
        try (StopSignal stop = StopSignal.install()) {
            ChaosRun run = new ChaosRun(settings, config, spec.commandLine().getErr(), stop);
            AtomicBoolean holds = new AtomicBoolean();
            if (stop.unlessRequested(() -> holds.set(askAgain ? askAgain(run) : runAll(run)))) {
                return holds.get() ? 0 : 1;
            }
            spec.commandLine()
                    .getErr()
                    .println(
                            "stopped, and all processes with it; the log is asked by slipstream chaos --ask-again --work "
                                    + work);
            return 1;
        }
    }

    private boolean askAgain(ChaosRun run) {
        return run.askAgain(spec.commandLine().getOut()::println);
    }

    private boolean runAll(ChaosRun run) {
        ChaosReport report = run.run();
        print(report);
        write(report);
        return report.holds();
    }

    private void requireEmpty() {
        try (var files = Files.exists(work) ? Files.list(work) : Stream.<Path>empty()) {
            if (files.findAny().isPresent()) {
                throw new ParameterException(spec.commandLine(), work + " is not empty; --work wants a new folder");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into " + work, e);
        }
    }

    private void write(ChaosReport report) {
        Path file = reportFile;
        if (file == null) {
            return;
        }
        try {
            Files.writeString(file, Json.of(report.json()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private void print(ChaosReport report) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.of(report.json()));
        } else {
            report.lines().forEach(out::println);
        }
        out.flush();
    }
}
