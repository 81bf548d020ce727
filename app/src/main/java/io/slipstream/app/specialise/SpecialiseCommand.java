package io.slipstream.app.specialise;

import io.slipstream.app.cli.CommandFailure;
import io.slipstream.app.cli.StandardOptions;
import io.slipstream.model.IllegalModelException;
import io.slipstream.model.ModelFolder;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.Network;
import io.slipstream.model.StoredModel;
import io.slipstream.model.SubUnits;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code slipstream specialise}: gives a model the sub-units that mixture updates of its policy mix. */
@Command(
        name = "specialise",
        description =
                "Trains copies of a model's policy, each on another domain, and stores them as its sub-units. Nothing else"
                        + " of the model changes. Goes on with what is missing when it was stopped.")
public final class SpecialiseCommand implements Callable<Integer>, Specialisation.Progress {
    private static final List<String> OTHER_TASKS = List.of("RTD12", "LTM03", "LTD03", "ROM03");
    private static final int UPDATES = 900;
    private static final long FRESH_SEED = 0x5eed;

    @Mixin
    private final StandardOptions standard = new StandardOptions();

    @Option(names = "--model", required = true, paramLabel = "DIR", description = "Model folder to add sub-units to.")
    private Path model = Path.of("model");

    @Option(names = "--task", defaultValue = "RTM03", description = "Task the model is at home in (default: RTM03).")
    private String task = "RTM03";

    @Option(names = "--seed", defaultValue = "1", description = "Seed of everything (default: 1).")
    private long seed = 1;

    @Option(
            names = "--updates",
            defaultValue = "" + UPDATES,
            description = "Gradient updates of each sub-unit, at least 6 (default: ${DEFAULT-VALUE}).")
    private int updates = UPDATES;

    @Option(
            names = "--episodes",
            defaultValue = "500",
            description = "Fresh episodes of each success rate (default: ${DEFAULT-VALUE}).")
    private int episodes = 500;

    @Option(names = "--report", paramLabel = "FILE", description = "Also write the figures to this Markdown file.")
    private @Nullable Path report;

    private final PrintStream log = System.err;

    @Override
    public Integer call() {
        standard.applyLogging();
        if (updates < 6 || episodes < 1) {
            throw new CommandFailure("--updates has to be at least 6 and --episodes at least 1");
        }
        StoredModel stored = read();
        SpecialiseSettings settings = SpecialiseSettings.of(task, seed, updates);
        List<Domain> domains = new Domains(task, seed).all();
        FinishedUnits finished = new FinishedUnits(
                model, stored.base().withUnits(Optional.empty()).sha256(), settings);
        SubUnits units = train(stored.base(), settings, domains, finished);
        UnitMeasurement measurement = new UnitMeasurement(stored.base(), units, episodes, FRESH_SEED + seed);
        UnitFigures figures = measurement.run(
                tasks(), name -> log.println("measuring on " + name + " how far apart they are and how they drive"));
        show(UnitsPage.of(figures, domains, command()));
        if (figures.collapsed()) {
            throw new CommandFailure(String.format(
                    Locale.ROOT,
                    "two sub-units do the same (total variation %.3f), so that mixing them would change nothing: %s is as it"
                            + " was; train them for longer with --updates",
                    figures.nearest(),
                    model));
        }
        write(stored, units);
        domains.forEach(finished::delete);
        return 0;
    }

    private SubUnits train(
            ModelWeights base, SpecialiseSettings settings, List<Domain> domains, FinishedUnits finished) {
        Specialisation specialisation = new Specialisation(base, settings, this);
        List<SubUnits.Unit> units = new ArrayList<>();
        for (Domain domain : domains) {
            float[] actor = finished.find(domain).orElseGet(() -> {
                float[] trained = specialisation.run(domain, seed * 1009 + units.size());
                finished.keep(domain, trained);
                return trained;
            });
            units.add(new SubUnits.Unit(domain.name(), actor));
        }
        return new SubUnits(units);
    }

    private List<String> tasks() {
        List<String> tasks = new ArrayList<>(List.of(task));
        OTHER_TASKS.stream().filter(other -> !other.equals(task)).forEach(tasks::add);
        return tasks;
    }

    private void write(StoredModel stored, SubUnits units) {
        Map<String, String> provenance = new TreeMap<>(stored.provenance());
        provenance.put("sub-units", command());
        ModelFolder.write(
                model,
                new StoredModel(
                        stored.version(),
                        stored.base().withUnits(Optional.of(units)),
                        stored.adapters(),
                        stored.referenceJson(),
                        provenance));
    }

    private String command() {
        return "slipstream specialise --task " + task + " --updates " + updates + " --seed " + seed;
    }

    private void show(List<String> page) {
        page.forEach(System.out::println);
        if (report != null) {
            try {
                Files.write(report, page);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write the report " + report, e);
            }
        }
    }

    private StoredModel read() {
        try {
            StoredModel stored = ModelFolder.read(model);
            if (stored.adapters().stream().anyMatch(adapter -> adapter.network() == Network.ACTOR)) {
                throw new CommandFailure(model + " has an adapter of the actor: only a base policy can be specialised");
            }
            return stored;
        } catch (IllegalModelException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void updated(Domain domain, int update, int of, double success, double updatesPerSecond) {
        log.printf(
                Locale.ROOT,
                "%s: update %d of %d, %.1f/s, %.0f s left, recent success %.2f%n",
                domain.name(),
                update,
                of,
                updatesPerSecond,
                (of - update) / updatesPerSecond,
                success);
    }
}
