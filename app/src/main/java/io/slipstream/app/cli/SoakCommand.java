package io.slipstream.app.cli;

import io.slipstream.app.broker.FreePorts;
import io.slipstream.app.process.JavaCommand;
import io.slipstream.app.run.StopSignal;
import io.slipstream.app.soak.Soak;
import io.slipstream.app.soak.SoakFiles;
import io.slipstream.app.soak.SoakVerdict;
import io.slipstream.runtime.lifecycle.WorkFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code slipstream soak}: a run under shifts that come and go, watched for hours. */
@Command(
        name = "soak",
        description = {
            "Starts 'slipstream run' in a process of its own under a schedule that repeats, watches its throughput, memory,"
                    + " native arrays, threads, file handles and disk, and says whether anything grew or slowed down.",
            "Writes soak.csv as it goes and soak.svg at the end. Ends with 1 when a figure is not held. Needs Linux."
        })
public final class SoakCommand implements Callable<Integer> {
    @Mixin
    private final StandardOptions standard = new StandardOptions();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Takes the curve, its picture and the run's data.")
    private Path out = Path.of("soak");

    @Option(names = "--minutes", defaultValue = "120", description = "How long to watch (default: ${DEFAULT-VALUE}).")
    private double minutes;

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "Time between two samples (default: ${DEFAULT-VALUE}).")
    private double every;

    @Option(
            names = "--schedule",
            paramLabel = "ID",
            defaultValue = "soak",
            description = "What happens to the world (default: ${DEFAULT-VALUE}).")
    private String schedule = "";

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting of the run; may be given again.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--judge", description = "Run nothing; judge and draw the soak.csv that is in --out.")
    private boolean judge;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        standard.applyLogging();
        if (!(minutes > 0) || !(every > 0)) {
            throw new ParameterException(spec.commandLine(), "--minutes and --every have to be positive");
        }
        WorkFolder.require(out, "--out");
        SoakFiles files = new SoakFiles(out);
        if (!judge) {
            watch(files);
        }
        return verdict(files);
    }

    private void watch(SoakFiles files) throws InterruptedException {
        if (!Files.isReadable(Path.of("/proc/self/status"))) {
            throw new CommandFailure("soak reads /proc, which is not here; it needs Linux");
        }
        int port = FreePorts.some(1).get(0);
        Soak soak = new Soak(
                JavaCommand.of(List.of(), arguments(files, port)),
                files.output(),
                port,
                files.data(),
                files.curve(),
                spec.commandLine().getErr());
        try (StopSignal stop = StopSignal.install()) {
            soak.watch(millis(minutes * 60), millis(every), stop);
        } catch (IllegalStateException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private static Duration millis(double seconds) {
        return Duration.ofMillis((long) (seconds * 1000));
    }

    private List<String> arguments(SoakFiles files, int port) {
        // A log that is full within minutes: that it stops growing is part of what is watched.
        Map<String, String> all =
                new LinkedHashMap<>(Map.of("actor.pace", "1000", "topics.replay-megabytes", "32", "web.port", "0"));
        all.putAll(settings);
        all.put("management.port", Integer.toString(port));
        List<String> arguments = new ArrayList<>(List.of(
                "run", "--schedule", schedule, "--data-dir", files.data().toString()));
        all.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
        return arguments;
    }

    private int verdict(SoakFiles files) {
        try {
            SoakVerdict verdict = SoakVerdict.of(files.curve().read());
            Path picture = files.draw();
            spec.commandLine().getOut().print(verdict.table().plain());
            spec.commandLine().getOut().println("written " + picture);
            spec.commandLine().getOut().flush();
            return verdict.holds() ? 0 : 1;
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }
}
