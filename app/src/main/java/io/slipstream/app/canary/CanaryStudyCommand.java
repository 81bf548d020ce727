package io.slipstream.app.canary;

import io.slipstream.app.cli.CommandFailure;
import io.slipstream.app.cli.ConfigOptions;
import io.slipstream.app.cli.StandardOptions;
import io.slipstream.model.ModelFolder;
import io.slipstream.model.ModelWeights;
import io.slipstream.monitor.CanaryConfiguration;
import io.slipstream.monitor.canary.CanaryMode;
import io.slipstream.monitor.canary.CanarySettings;
import io.slipstream.monitor.canary.Ruling;
import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.catalogue.Catalogue;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code slipstream canary-study}: how often the judge of canaries errs, and how soon it rules. */
@Command(
        name = "canary-study",
        description =
                "Drives a sound policy, one with scrambled weights and one whose success is some points lower, and tries them"
                        + " against each other in many fleets: how often the judge errs, and after how many episodes it rules."
                        + " What was driven is kept, so that a study goes on where it was stopped.")
public final class CanaryStudyCommand implements Callable<Integer> {
    @Mixin
    private final StandardOptions standard = new StandardOptions();

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "data/canary-study",
            description = "Where the study is kept.")
    private Path out = Path.of("data", "canary-study");

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "Model folder of the sound policy (default: the shipped model).")
    private Path model = Path.of(System.getProperty("slipstream.home", "."), "models", "rtm03-small");

    @Option(
            names = "--task",
            paramLabel = "ID",
            defaultValue = "RTM03",
            description = "Task (default: ${DEFAULT-VALUE}).")
    private String task = "";

    @Option(
            names = "--shift",
            paramLabel = "ID",
            defaultValue = "C0",
            description = "Shift (default: ${DEFAULT-VALUE}).")
    private String shift = "";

    @Option(
            names = "--episodes",
            defaultValue = "2000",
            description = "Episodes driven by each policy (default: ${DEFAULT-VALUE}).")
    private int episodes;

    @Option(
            names = "--environments",
            defaultValue = "64",
            description = "Environments of a fleet (default: ${DEFAULT-VALUE}).")
    private int environments;

    @Option(
            names = "--trials",
            defaultValue = "100",
            description = "Trials of each candidate (default: ${DEFAULT-VALUE}).")
    private int trials;

    @Option(
            names = "--loss",
            defaultValue = "0.1",
            description = "Success that the subtly worse policy lacks (default: ${DEFAULT-VALUE}).")
    private double loss;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Seed of driving and trials (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        standard.applyLogging();
        if (episodes < 1 || environments < 2 || trials < 1 || !(loss > 0 && loss < 1)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--episodes and --trials have to be at least 1, --environments 2, and --loss between 0 and 1");
        }
        CanarySettings settings = CanaryConfiguration.of(
                options.load(CanaryConfiguration.all(), Map.of()).with(CanaryConfiguration.MODE, CanaryMode.CANARY));
        try {
            Files.createDirectories(out);
            CanaryStudyFiles files = study(settings);
            files.write(out);
            print(files);
            return 0;
        } catch (IOException e) {
            throw new CommandFailure("cannot write into " + out + ": " + e.getMessage(), e);
        }
    }

    private CanaryStudyFiles study(CanarySettings settings) {
        ModelWeights weights = ModelFolder.read(model).merged();
        Recordings recordings = new Recordings(
                out,
                scenario(),
                episodes,
                environments,
                seed,
                spec.commandLine().getErr());
        List<RecordedEpisode> sound = recordings.of(StudiedPolicy.sound(weights));
        List<RecordedEpisode> scrambled = recordings.of(StudiedPolicy.scrambled(weights, seed));
        double noise = recordings.noise(weights, Recordings.success(sound), loss);
        List<RecordedEpisode> noisy = recordings.of(StudiedPolicy.noisy(weights, noise));
        List<StudyRow> rows = new ArrayList<>();
        rows.add(row("scrambled weights", Ruling.ROLL_BACK, settings, sound, scrambled));
        rows.add(row("subtly worse", Ruling.ROLL_BACK, settings, sound, noisy));
        rows.add(row("as good", Ruling.PROMOTE, settings, sound, sound));
        rows.add(row("better", Ruling.PROMOTE, settings, noisy, sound));
        return new CanaryStudyFiles(circumstances(settings, noise), rows);
    }

    private StudyRow row(
            String name,
            Ruling right,
            CanarySettings settings,
            List<RecordedEpisode> incumbent,
            List<RecordedEpisode> candidate) {
        TrialRun trial = new TrialRun(settings, incumbent, candidate, environments);
        List<TrialRun.Ended> ended = new ArrayList<>();
        for (int i = 0; i < trials; i++) {
            ended.add(trial.run(seed * 1_000_003 + i));
        }
        return new StudyRow(name, right, Recordings.success(incumbent), Recordings.success(candidate), ended);
    }

    private Scenario scenario() {
        try {
            return Catalogue.with(List.of()).scenario(task, shift, RewardSettings.defaults());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new CommandFailure("cannot read the catalogue: " + e.getMessage(), e);
        }
    }

    private Map<String, Object> circumstances(CanarySettings settings, double noise) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("task", task + " under " + shift);
        told.put("episodes driven by each policy", episodes);
        told.put("environments of a fleet", environments);
        told.put("trials of each candidate", trials);
        told.put("seed", seed);
        told.put("steps at random of the subtly worse policy", String.format(Locale.ROOT, "%.4f", noise));
        told.putAll(settings.told());
        return told;
    }

    private void print(CanaryStudyFiles files) {
        PrintWriter page = spec.commandLine().getOut();
        if (json) {
            page.println(CanaryStudyFiles.text(files.json()));
        } else {
            page.print(files.table().plain());
        }
        page.flush();
    }
}
