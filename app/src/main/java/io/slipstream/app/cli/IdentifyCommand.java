package io.slipstream.app.cli;

import io.slipstream.app.identify.Bank;
import io.slipstream.app.identify.FleetHistory;
import io.slipstream.app.identify.Identification;
import io.slipstream.app.identify.Identifiers;
import io.slipstream.app.identify.IdentifySettings;
import io.slipstream.app.identify.Subject;
import io.slipstream.app.identify.grade.GradedWindow;
import io.slipstream.app.identify.grade.Grader;
import io.slipstream.app.identify.grade.MeasuredLabels;
import io.slipstream.app.identify.grade.Sweep;
import io.slipstream.app.identify.grade.Truth;
import io.slipstream.app.identify.report.IdentifyJson;
import io.slipstream.app.identify.report.IdentifyReport;
import io.slipstream.app.identify.report.IdentifyTables;
import io.slipstream.app.identify.report.MatrixPicture;
import io.slipstream.app.identify.report.Section;
import io.slipstream.app.identify.report.WindowsFile;
import io.slipstream.model.ModelFolder;
import io.slipstream.monitor.decide.Identifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code slipstream identify}: how often the monitor, and its rivals, find the right part at fault. */
@Command(
        name = "identify",
        description = "Drives a model through a bank of shifts, lets the mismatch identifier and its rivals judge every"
                + " window, and grades them against the simulator's own labels.")
public final class IdentifyCommand implements Callable<Integer> {
    @Mixin
    private final StandardOptions standard = new StandardOptions();

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "Model folder to drive with (default: the shipped model).")
    private @Nullable Path model;

    @Option(
            names = "--bank",
            paramLabel = "FILE",
            description = "YAML file whose graded shifts, and schedules, are driven instead of the shipped ones.")
    private @Nullable Path bankFile;

    @Option(
            names = "--task",
            paramLabel = "ID",
            defaultValue = "RTM03",
            description = "Task the shifts are put on (default: ${DEFAULT-VALUE}).")
    private String task = "";

    @Option(
            names = "--seeds",
            defaultValue = "20",
            description = "Independent fleets of every shift (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(
            names = "--schedule-seeds",
            defaultValue = "4",
            description = "Independent fleets of every schedule, 0 for no schedules (default: ${DEFAULT-VALUE}).")
    private int scheduleSeeds;

    @Option(
            names = "--environments",
            defaultValue = "16",
            description = "Environments of a fleet (default: ${DEFAULT-VALUE}).")
    private int environments;

    @Option(
            names = "--before",
            defaultValue = "10000",
            description = "Steps of a fleet before the change, in whole windows (default: ${DEFAULT-VALUE}).")
    private long before;

    @Option(
            names = "--after",
            defaultValue = "25000",
            description = "Steps of a fleet from the change on, in whole windows (default: ${DEFAULT-VALUE}).")
    private long after;

    @Option(
            names = "--window",
            paramLabel = "STEPS",
            defaultValue = "5000",
            description =
                    "Steps of a window (default: ${DEFAULT-VALUE}); given several times, all sizes are graded on the"
                            + " same drive.")
    private List<Long> windows = new ArrayList<>();

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Seed of worlds and sampling (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--ablation", description = "Also grade the rule without each of its signals in turn.")
    private boolean ablation;

    @Option(names = "--sweep", description = "Also sweep the thresholds of the rule and the constants of AdaWM's.")
    private boolean sweep;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Also write identify.json, identify.md and identify.svg there.")
    private @Nullable Path out;

    @Option(
            names = "--windows",
            paramLabel = "FILE",
            description = "Also write every window's signals with the truth as CSV.")
    private @Nullable Path windowsFile;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        standard.applyLogging();
        long started = System.nanoTime();
        IdentifySettings settings = settings();
        Bank bank = bank(settings);
        Subject subject = subject();
        List<Identifier> identifiers = ablation ? Identifiers.ablated() : Identifiers.all();
        Identification.Result result = new Identification(settings, subject, identifiers, this::progress).run(bank);
        Truth truth = new Truth(new MeasuredLabels(bank.labels(), this::progress));
        List<Section> sections = new ArrayList<>();
        List<GradedWindow> graded = new ArrayList<>();
        for (int i = 0; i < settings.windows().size(); i++) {
            sections.add(section("shifts", truth, result.shifts().get(i), subject, identifiers, graded));
            if (!bank.schedules().isEmpty()) {
                sections.add(section("schedules", truth, result.schedules().get(i), subject, identifiers, graded));
            }
        }
        IdentifyReport report = new IdentifyReport(
                modelFolder().toString(),
                task,
                bankFile == null ? "shipped" : bankFile.toString(),
                settings,
                sections,
                result.costs(),
                (System.nanoTime() - started) / 1e9);
        write(report, graded);
        spec.commandLine()
                .getOut()
                .print(json ? Json.of(IdentifyJson.of(report)) + "\n" : IdentifyTables.plain(report));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private IdentifySettings settings() {
        try {
            return new IdentifySettings(seeds, scheduleSeeds, environments, before, after, windows, seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private Bank bank(IdentifySettings settings) {
        try {
            return bankFile == null ? Bank.shipped(task, settings) : Bank.read(bankFile, task, settings);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "cannot read the bank " + e.getMessage(), e);
        }
    }

    private Path modelFolder() {
        return model == null ? ShippedModel.folder() : model;
    }

    private Subject subject() {
        try {
            return Subject.of(ModelFolder.read(modelFolder()));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    modelFolder() + " has no usable reference: " + e.getMessage() + "; pretrain calibrates one", e);
        }
    }

    private Section section(
            String kind,
            Truth truth,
            List<FleetHistory> fleets,
            Subject subject,
            List<Identifier> identifiers,
            List<GradedWindow> graded) {
        Grader grader = new Grader(truth, fleets);
        graded.addAll(grader.windows());
        Sweep swept = new Sweep(grader.windows());
        return new Section(
                kind,
                fleets.get(0).windowSteps(),
                (int) grader.windows().stream()
                        .filter(window -> window.truth().isEmpty())
                        .count(),
                identifiers.stream()
                        .map(identifier -> grader.score(identifier.name()))
                        .toList(),
                sweep ? swept.thresholds(subject.reference()) : List.of(),
                sweep ? swept.adaWm() : List.of());
    }

    private void write(IdentifyReport report, List<GradedWindow> graded) {
        try {
            if (out != null) {
                Files.createDirectories(out);
                Files.writeString(out.resolve("identify.json"), Json.of(IdentifyJson.of(report)) + "\n");
                Files.writeString(out.resolve("identify.md"), IdentifyTables.markdown(report));
                Files.writeString(
                        out.resolve("identify.svg"),
                        MatrixPicture.of(report.sections().get(0)));
            }
            if (windowsFile != null) {
                Files.write(windowsFile, new WindowsFile(graded).lines());
            }
        } catch (IOException e) {
            throw new CommandFailure("cannot write the results: " + e.getMessage(), e);
        }
    }

    private void progress(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }
}
