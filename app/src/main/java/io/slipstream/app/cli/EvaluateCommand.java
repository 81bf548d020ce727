package io.slipstream.app.cli;

import io.slipstream.actor.sumo.SumoDomain;
import io.slipstream.actor.sumo.SumoSettings;
import io.slipstream.app.evaluate.Evaluation;
import io.slipstream.app.evaluate.EvaluationSummary;
import io.slipstream.app.evaluate.EvaluationTable;
import io.slipstream.app.evaluate.ModelPilot;
import io.slipstream.app.evaluate.Pilot;
import io.slipstream.app.evaluate.PlainEvaluation;
import io.slipstream.app.evaluate.ScriptedPilot;
import io.slipstream.app.render.EpisodeRecorder;
import io.slipstream.app.render.PictureFile;
import io.slipstream.app.render.RecordedEpisode;
import io.slipstream.app.statistics.Interval;
import io.slipstream.environment.Conditions;
import io.slipstream.environment.Environment;
import io.slipstream.model.ModelFolder;
import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.catalogue.Catalogue;
import io.slipstream.sim.classic.ClassicEnvironment;
import io.slipstream.sim.driver.ConstantSpeedDriver;
import io.slipstream.sim.driver.ExpertDriver;
import io.slipstream.sim.driver.RandomDriver;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code slipstream evaluate}: how well a model or a scripted driver drives. */
@Command(
        name = "evaluate",
        description =
                "Drives a model, or a scripted driver, and prints success, time to collision, driving score and more"
                        + " with 95 %% confidence intervals.")
public final class EvaluateCommand implements Callable<Integer> {
    /** The simulator's own drivers. */
    enum DriverName {
        EXPERT,
        CONSTANT,
        RANDOM
    }

    /** Kinds of worlds. */
    enum WorldName {
        DRIVING,
        CLASSIC,
        SUMO
    }

    @Mixin
    private final StandardOptions standard = new StandardOptions();

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "Model folder to drive with (default: the shipped model).")
    private @Nullable Path model;

    @Option(
            names = "--driver",
            paramLabel = "NAME",
            description = "Scripted driver instead of a model: ${COMPLETION-CANDIDATES}.")
    private @Nullable DriverName driver;

    @Option(
            names = "--domain",
            defaultValue = "driving",
            description = "Kind of world: driving, classic, whose expert is its rule, or sumo, whose tasks are maps"
                    + " (default: ${DEFAULT-VALUE}).")
    private WorldName domain = WorldName.DRIVING;

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
            description = "Shift put on the world, C0 for none (default: ${DEFAULT-VALUE}).")
    private String shift = "";

    @Option(
            names = "--catalogue",
            paramLabel = "FILE",
            description = "YAML file whose tasks and shifts add to those that come with Slipstream, or override them.")
    private List<Path> catalogue = new ArrayList<>();

    @Option(
            names = "--episodes",
            defaultValue = "1000",
            description = "Episodes that count (default: ${DEFAULT-VALUE}).")
    private int episodes;

    @Option(
            names = "--environments",
            defaultValue = "64",
            description = "Environments driven side by side (default: ${DEFAULT-VALUE}).")
    private int environments;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Seed of world and sampling (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--greedy", description = "Take the most likely action instead of sampling.")
    private boolean greedy;

    @Option(
            names = "--render",
            paramLabel = "FILE",
            description = "Also draws one episode: a picture (FILE.png) or an animation (FILE.gif).")
    private @Nullable Path render;

    @Option(
            names = "--episode-seed",
            paramLabel = "N",
            description = "Seed that picks the episode drawn (default: that of --seed).")
    private @Nullable Long episodeSeed;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        standard.applyLogging();
        if (domain == WorldName.CLASSIC) {
            return classic();
        }
        if (domain == WorldName.SUMO) {
            return sumo();
        }
        Evaluation evaluation = evaluation();
        Optional<PictureFile> picture = picture();
        long started = System.nanoTime();
        EvaluationSummary summary;
        try (Pilot pilot = pilot(evaluation.environments(), seed)) {
            summary = EvaluationSummary.of(evaluation.scenario().task(), evaluation.run(pilot));
        }
        print(summary, (System.nanoTime() - started) / 1e9);
        picture.ifPresent(file -> draw(evaluation.scenario(), file));
        return 0;
    }

    private int classic() {
        if (render != null || !catalogue.isEmpty() || (model == null) == (driver != DriverName.EXPERT)) {
            throw new ParameterException(
                    spec.commandLine(), "--domain classic takes --model DIR or --driver EXPERT, and draws nothing");
        }
        long started = System.nanoTime();
        try (Environment environment =
                new ClassicEnvironment(Conditions.of(task, shift), Math.min(environments, episodes), seed)) {
            PlainEvaluation evaluation = new PlainEvaluation(environment, episodes);
            Map<String, Interval> figures = (model == null
                            ? evaluation.rule()
                            : evaluation.model(ModelFolder.read(model).merged(), seed, greedy))
                    .figures();
            print(figures, (System.nanoTime() - started) / 1e9);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        return 0;
    }

    private int sumo() {
        boolean byRule = driver == DriverName.EXPERT && model == null;
        if (render != null || !catalogue.isEmpty() || driver != null && !byRule) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--domain sumo takes --model DIR or --driver EXPERT, or drives the shipped model, and draws"
                            + " nothing");
        }
        long started = System.nanoTime();
        try (SumoDomain sumo = new SumoDomain(SumoSettings.defaults());
                Environment environment =
                        sumo.environments(sumo.conditions(task, shift), Math.min(environments, episodes), seed)) {
            PlainEvaluation evaluation = new PlainEvaluation(environment, episodes);
            Map<String, Interval> figures = (byRule
                            ? evaluation.rule()
                            : evaluation.model(ModelFolder.read(modelFolder()).merged(), seed, greedy))
                    .figures();
            print(figures, (System.nanoTime() - started) / 1e9);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        } catch (UncheckedIOException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
        return 0;
    }

    private void print(Map<String, Interval> figures, double seconds) {
        if (json) {
            Map<String, Object> result = header();
            figures.forEach((name, figure) -> {
                result.put(name, figure.value());
                result.put(name + " interval", new double[] {figure.low(), figure.high()});
            });
            result.put("seconds", seconds);
            spec.commandLine().getOut().println(Json.of(result));
        } else {
            printHeader(seconds);
            spec.commandLine().getOut().print(EvaluationTable.text(figures));
        }
        spec.commandLine().getOut().flush();
    }

    private Evaluation evaluation() {
        if (model != null && driver != null) {
            throw new ParameterException(spec.commandLine(), "--model and --driver exclude each other");
        }
        try {
            Scenario scenario = Catalogue.with(catalogue).scenario(task, shift, RewardSettings.defaults());
            return new Evaluation(scenario, episodes, environments, seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "cannot read the catalogue " + e.getMessage(), e);
        }
    }

    private Optional<PictureFile> picture() {
        if (render == null) {
            if (episodeSeed != null) {
                throw new ParameterException(
                        spec.commandLine(), "--episode-seed picks the episode to draw; give --render FILE, too");
            }
            return Optional.empty();
        }
        try {
            return Optional.of(PictureFile.of(render));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--render: " + e.getMessage(), e);
        }
    }

    private void draw(Scenario scenario, PictureFile file) {
        long drawn = episodeSeed == null ? seed : episodeSeed;
        try (Pilot pilot = pilot(1, drawn)) {
            RecordedEpisode episode = new EpisodeRecorder(scenario, who(), drawn).record(pilot);
            file.write(episode);
            // On stderr: with --json, stdout holds the JSON alone.
            spec.commandLine().getErr().println("drew " + episode.summary() + " into " + file.path());
        } catch (IOException e) {
            throw new CommandFailure("cannot write " + file.path() + ": " + e.getMessage(), e);
        }
    }

    private Pilot pilot(int count, long seed) {
        if (driver == null) {
            return new ModelPilot(ModelFolder.read(modelFolder()).merged(), count, seed, greedy);
        }
        return new ScriptedPilot(
                switch (driver) {
                    case EXPERT -> new ExpertDriver(count);
                    case CONSTANT -> new ConstantSpeedDriver(count);
                    case RANDOM -> new RandomDriver(seed);
                });
    }

    private Path modelFolder() {
        return model == null ? ShippedModel.folder() : model;
    }

    private String who() {
        return driver == null ? modelFolder().toString() : driver.name().toLowerCase(Locale.ROOT) + " driver";
    }

    private void print(EvaluationSummary summary, double seconds) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> result = header();
            result.putAll(EvaluationTable.json(summary));
            result.put("seconds", seconds);
            out.println(Json.of(result));
        } else {
            printHeader(seconds);
            out.print(EvaluationTable.text(summary));
        }
        out.flush();
    }

    private Map<String, Object> header() {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put(driver == null ? "model" : "driver", who());
        result.put("task", task);
        result.put("shift", shift);
        result.put("seed", seed);
        result.put("greedy", greedy);
        return result;
    }

    private void printHeader(double seconds) {
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%s on %s under %s: %d episodes, seed %d, %s actions, %.1f s%n%n",
                        who(),
                        task,
                        shift,
                        episodes,
                        seed,
                        greedy ? "greedy" : "sampled",
                        seconds);
    }
}
