package io.slipstream.app.cli;

import io.slipstream.app.demo.DemoScenario;
import io.slipstream.app.run.BrokerAddress;
import io.slipstream.app.run.Run;
import io.slipstream.app.run.RunSettings;
import io.slipstream.app.run.StopSignal;
import io.slipstream.model.ModelFolder;
import io.slipstream.runtime.config.Config;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code slipstream run}: the closed loop in one process, and the demo. */
@Command(
        name = "run",
        description = {
            "Runs actor, learner and monitor in one process on an embedded Kafka broker, changes the world under the shipped"
                    + " model, and ends with a summary, a picture of the curves and a report.",
            "The same command on the same data folder goes on where the last run ended."
        })
public final class RunCommand implements Callable<Integer> {
    @Mixin
    private final StandardOptions standard = new StandardOptions();

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = BrokerAddress.DEFAULT_FOLDER,
            description = "Holds the log, checkpoints and state (default: ${DEFAULT-VALUE}).")
    private Path dataDir = Path.of(BrokerAddress.DEFAULT_FOLDER);

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "Model folder to start from (default: the shipped model).")
    private @Nullable Path model;

    @Option(names = "--phases", paramLabel = "FILE", description = "YAML list of phases to play instead of the demo's.")
    private @Nullable Path phases;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Stretch or squeeze the scenario to N environment steps.")
    private @Nullable Long steps;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Where to write the JSON report; the picture goes beside it.")
    private @Nullable Path report;

    @Option(
            names = "--broker-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port of the embedded broker, 0 for a free one (default: ${DEFAULT-VALUE}).")
    private int brokerPort;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        standard.applyLogging();
        RunSettings settings = new RunSettings(
                config(), dataDir, !options.namesBrokers(), brokerPort, scenario(), Optional.ofNullable(report));
        try (StopSignal stop = StopSignal.install()) {
            new Run(settings, spec.commandLine().getOut(), stop).play();
        }
        return 0;
    }

    private Config config() {
        Path folder = model == null ? ShippedModel.folder() : model;
        // Read before anything starts: a wrong folder shall not leave a half-made data folder behind.
        ModelFolder.read(folder);
        Map<String, String> defaults = new TreeMap<>();
        defaults.put("learner.model", folder.toString());
        defaults.put("learner.folder", dataDir.resolve("learner").toString());
        defaults.put("monitor.state-folder", dataDir.resolve("monitor").toString());
        defaults.put("actor.pace", "3000");
        return options.load(SettingsCatalogue.all(), defaults);
    }

    private DemoScenario scenario() {
        try {
            DemoScenario scenario = phases == null ? DemoScenario.shipped() : DemoScenario.read(phases);
            return steps == null ? scenario : scenario.scaledTo(steps);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
