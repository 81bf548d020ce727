package io.slipstream.app.cli;

import io.slipstream.app.pretrain.Scenarios;
import io.slipstream.app.run.StopSignal;
import io.slipstream.app.study.Cell;
import io.slipstream.app.study.CellFolder;
import io.slipstream.app.study.CellResult;
import io.slipstream.app.study.Study;
import io.slipstream.app.study.StudyFiles;
import io.slipstream.app.study.StudySettings;
import io.slipstream.app.study.StudyTables;
import io.slipstream.learner.plan.Strategy;
import io.slipstream.model.ModelFolder;
import io.slipstream.model.StoredModel;
import io.slipstream.runtime.lifecycle.WorkFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code slipstream study}: every strategy of updating on every task and shift, several seeds, one budget. */
@Command(
        name = "study",
        description = "Compares what an update may move: drives a model into new tasks and shifts, lets every strategy"
                + " train within one budget, and writes a table and curves. Finished cells are kept: repeat the command"
                + " to go on after it was stopped.")
public final class StudyCommand implements Callable<Integer> {
    @Mixin
    private final StandardOptions standard = new StandardOptions();

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "Model folder to begin with (default: the shipped model).")
    private @Nullable Path model;

    @Option(
            names = "--tasks",
            split = ",",
            paramLabel = "TASK[:SHIFT]",
            defaultValue = "LTM03,ROM03,RTD12,LTD03",
            description = "Tasks to get used to, RTD12:D2 for one under a shift (default: ${DEFAULT-VALUE}).")
    private List<String> tasks = List.of();

    @Option(
            names = "--shifts",
            split = ",",
            paramLabel = "ID",
            description = "Shifts of RTM03 to get used to as well, such as C0,D2,D5,M2,M4 (default: none).")
    private List<String> shifts = new ArrayList<>();

    @Option(
            names = "--strategies",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "slipstream,full,both,model-only,policy-only,none,alternate",
            description = "What is compared (default: ${DEFAULT-VALUE}).")
    private List<String> strategies = List.of();

    @Option(names = "--seeds", defaultValue = "5", description = "Seeds of every cell (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(
            names = "--first-seed",
            defaultValue = "1",
            description =
                    "The first of them (default: ${DEFAULT-VALUE}). Seeds that settings were chosen by must not grade them.")
    private int firstSeed;

    @Option(
            names = "--steps",
            defaultValue = "200000",
            description = "Online environment steps of a cell at most (default: ${DEFAULT-VALUE}).")
    private long steps;

    @Option(
            names = "--return-after",
            paramLabel = "STEPS",
            defaultValue = "0",
            description =
                    "Steps after which the world is the old one again, with the rest of the budget to get used to it:"
                            + " an abrupt change and return; 0 for never (default: ${DEFAULT-VALUE}).")
    private long returnAfter;

    @Option(
            names = "--updates",
            defaultValue = "600",
            description = "Gradient updates of a cell at most (default: ${DEFAULT-VALUE}).")
    private int updates;

    @Option(
            names = "--world-model-updates",
            paramLabel = "N",
            defaultValue = "100",
            description = "Gradient updates that one decision or round about the world model alone is worth (default:"
                    + " ${DEFAULT-VALUE}).")
    private int worldModelUpdates;

    @Option(
            names = "--policy-updates",
            paramLabel = "N",
            defaultValue = "300",
            description =
                    "Gradient updates that one about the policy, or about both, is worth (default: ${DEFAULT-VALUE}).")
    private int policyUpdates;

    @Option(
            names = "--warm-up",
            defaultValue = "80000",
            description =
                    "Steps that are only collected in the changed world before its first update (default: ${DEFAULT-VALUE}).")
    private long warmUp;

    @Option(
            names = "--environments",
            defaultValue = "64",
            description = "Environments driven side by side (default: ${DEFAULT-VALUE}).")
    private int environments;

    @Option(
            names = "--demonstrations",
            paramLabel = "SHARE",
            defaultValue = "0.25",
            description =
                    "Share of the environments in which a rule-based driver shows what can be done, whatever the strategy (default:"
                            + " ${DEFAULT-VALUE}).")
    private double demonstrations;

    @Option(
            names = "--evaluate-every",
            paramLabel = "UPDATES",
            defaultValue = "250",
            description = "Updates between two evaluations (default: ${DEFAULT-VALUE}).")
    private int evaluateEvery;

    @Option(
            names = "--episodes",
            defaultValue = "100",
            description = "Fresh episodes of each evaluation (default: ${DEFAULT-VALUE}).")
    private int episodes;

    @Option(
            names = "--final-episodes",
            defaultValue = "500",
            description = "Fresh episodes of the last evaluation, and of the old task (default: ${DEFAULT-VALUE}).")
    private int finalEpisodes;

    @Mixin
    private final AdapterOptions adapters = new AdapterOptions();

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "Cells at a time, one core each (default: as many as there are processors).")
    private int jobs = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--finished",
            description =
                    "Runs nothing: writes and prints tables and curves of the cells that are finished in --out, of whatever"
                            + " command.")
    private boolean finished;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where study.csv, study.json, study.md, study.svg and the folder of finished cells go.")
    private Path out = Path.of("study");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        standard.applyLogging();
        CellFolder kept = new CellFolder(out.resolve("cells"));
        StudyFiles files = new StudyFiles(out);
        if (finished) {
            orFail(() -> tell(kept.finished(), files));
            return 0;
        }
        List<Cell> cells = checked(this::cells);
        StudySettings settings = checked(this::settings);
        // Known now, and not when the first cell is finished, an hour later.
        WorkFolder.require(out, "--out");
        Path folder = model == null ? ShippedModel.folder() : model;
        StoredModel stored = ModelFolder.read(folder);
        Study study = new Study(settings, stored, String.valueOf(folder.getFileName()), kept, this::progress);
        try (StopSignal stop = StopSignal.install()) {
            if (!stop.unlessRequested(() -> run(study, cells, files))) {
                throw new CommandFailure("stopped; finished cells are kept, repeat the command to go on");
            }
            return 0;
        }
    }

    private StudySettings settings() {
        return new StudySettings(
                steps,
                returnAfter,
                updates,
                worldModelUpdates,
                policyUpdates,
                warmUp,
                environments,
                demonstrations,
                evaluateEvery,
                episodes,
                finalEpisodes,
                adapters.settings());
    }

    private void run(Study study, List<Cell> cells, StudyFiles files) {
        orFail(() -> {
            try {
                tell(study.run(cells, jobs, files::write), files);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CommandFailure("interrupted; finished cells are kept", e);
            }
        });
    }

    private void tell(List<CellResult> results, StudyFiles files) {
        files.write(results);
        spec.commandLine().getOut().print(StudyTables.plain(results));
        spec.commandLine().getOut().flush();
    }

    private static void orFail(Runnable work) {
        try {
            work.run();
        } catch (IllegalStateException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    /** The most informative first: one seed of everything before the next. */
    private List<Cell> cells() {
        if (seeds < 1 || jobs < 1) {
            throw new IllegalArgumentException("--seeds and --jobs have to be at least 1");
        }
        List<Strategy> compared = strategies.stream().map(Strategy::byId).toList();
        List<Cell> cells = new ArrayList<>();
        for (int seed = firstSeed; seed < firstSeed + seeds; seed++) {
            for (String task : tasks) {
                int colon = task.indexOf(':');
                String shift = colon < 0 ? "C0" : task.substring(colon + 1);
                add(cells, colon < 0 ? task : task.substring(0, colon), shift, compared, seed);
            }
            for (String shift : shifts) {
                add(cells, StudySettings.SOURCE_TASK, shift, compared, seed);
            }
        }
        return cells;
    }

    private static void add(List<Cell> cells, String task, String shift, List<Strategy> compared, int seed) {
        Scenarios.of(task, shift);
        compared.forEach(strategy -> cells.add(new Cell(task, shift, strategy, seed)));
    }

    private <T> T checked(Supplier<T> options) {
        try {
            return options.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private void progress(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }
}
