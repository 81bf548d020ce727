package io.slipstream.app.cli;

import io.slipstream.actor.ActorSettings;
import io.slipstream.actor.DomainName;
import io.slipstream.actor.sumo.SumoDomain;
import io.slipstream.actor.sumo.SumoSettings;
import io.slipstream.app.run.BrokerAddress;
import io.slipstream.app.run.NamedScript;
import io.slipstream.app.run.RoadScript;
import io.slipstream.app.run.Run;
import io.slipstream.app.run.RunSettings;
import io.slipstream.app.run.Script;
import io.slipstream.app.run.StopSignal;
import io.slipstream.model.ModelFolder;
import io.slipstream.runtime.config.Config;
import io.slipstream.sim.catalogue.Catalogue;
import io.slipstream.sim.classic.ClassicShift;
import io.slipstream.sim.classic.ClassicTask;
import io.slipstream.sim.shift.Schedule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
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

    @Mixin
    private final EnvironmentOptions environment = new EnvironmentOptions();

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

    @Option(
            names = "--schedule",
            paramLabel = "ID",
            defaultValue = "demo",
            completionCandidates = ShippedSchedules.class,
            description =
                    "Schedule to play: ${COMPLETION-CANDIDATES}, or one of your catalogue (default: ${DEFAULT-VALUE}). Its end"
                            + " ends the run; one that repeats is played until Ctrl-C.")
    private String schedule = "";

    @Option(
            names = "--catalogue",
            paramLabel = "FILE",
            description =
                    "YAML file whose tasks, shifts and schedules add to those that come with Slipstream, or override"
                            + " them; may be given again.")
    private List<Path> catalogue = new ArrayList<>();

    @Option(
            names = "--stages",
            paramLabel = "SHIFT:STEPS[,...]",
            description =
                    "Shifts to put on one after another, where the world is not of roads (--environment) and so has no schedules;"
                            + " without it that world stays as actor.shift says until Ctrl-C.")
    private @Nullable String stages;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Stretch or squeeze the schedule to N environment steps.")
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
        Config config = config();
        RunSettings settings = new RunSettings(
                config, dataDir, !options.namesBrokers(), brokerPort, script(config), Optional.ofNullable(report));
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
        defaults.put(
                ActorSettings.CATALOGUE.key(),
                ActorSettings.CATALOGUE.type().format().apply(catalogue));
        return options.load(SettingsCatalogue.all(), defaults, environment.settings());
    }

    /** Names for the help. */
    static final class ShippedSchedules implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Catalogue.shipped().schedules().iterator();
        }
    }

    private Script script(Config config) {
        if (config.get(ActorSettings.DOMAIN) == DomainName.DRIVING) {
            if (stages != null) {
                throw wrong("--stages is for worlds without schedules; roads have them: say --schedule");
            }
            return new RoadScript(schedule(config));
        }
        String domain = config.get(ActorSettings.DOMAIN).name().toLowerCase(Locale.ROOT);
        if (spec.commandLine().getParseResult().hasMatchedOption("--schedule") || steps != null) {
            throw wrong("--schedule and --steps are about roads; in the domain " + domain + " say --stages");
        }
        if (model == null && config.get(ActorSettings.DOMAIN) != DomainName.SUMO) {
            throw wrong("the shipped model drives on roads; in the domain " + domain
                    + " say --model with one of its own (slipstream pretrain)");
        }
        NamedScript script = named(config.get(ActorSettings.TASK), config);
        try {
            requireKnown(script, config);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
        return script;
    }

    /** An actor would pass over a name that it does not know, and the world stay as it is. */
    private static void requireKnown(NamedScript script, Config config) {
        DomainName domain = config.get(ActorSettings.DOMAIN);
        if (domain == DomainName.CLASSIC) {
            ClassicTask.byId(script.task());
            script.stages().forEach(stage -> ClassicShift.byId(stage.shift()));
        } else if (domain == DomainName.SUMO) {
            try (SumoDomain sumo = new SumoDomain(SumoSettings.from(config))) {
                script.stages().forEach(stage -> sumo.conditions(script.task(), stage.shift()));
            }
        }
    }

    private NamedScript named(String task, Config config) {
        String asked = stages;
        try {
            return asked == null
                    ? NamedScript.forEver(task, config.get(ActorSettings.SHIFT))
                    : NamedScript.parse(task, asked);
        } catch (IllegalArgumentException e) {
            throw wrong("--stages: " + e.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** From the actors' own catalogue, so that a schedule names nothing that they do not know. */
    private Schedule schedule(Config config) {
        if (steps != null && steps < 1) {
            throw wrong("--steps has to be at least 1, not " + steps);
        }
        try {
            Schedule found = Catalogue.with(config.get(ActorSettings.CATALOGUE)).schedule(schedule);
            return steps == null ? found : found.lasting(steps);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "cannot read the catalogue " + e.getMessage(), e);
        }
    }
}
