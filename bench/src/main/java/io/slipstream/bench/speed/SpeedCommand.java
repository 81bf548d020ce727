package io.slipstream.bench.speed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.slipstream.app.cli.StandardOptions;
import io.slipstream.model.ModelFolder;
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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code slipstream bench}: limits of this machine, our parts beside them, and the whole. */
@Command(
        name = "slipstream bench",
        description = {
            "Measures what this machine can do at most (matrix products, memory, Kafka's own clients), how near our parts come, and how"
                    + " many environment steps a second go from simulator through Kafka into the replay window.",
            "A part and its limit are measured in turns, so that their ratio says the same on a machine that others use, too."
        })
public final class SpeedCommand implements Callable<Integer> {
    private static final String WHOLE = "whole";
    private static final double SQUARE = 512;

    @Mixin
    private final StandardOptions standard = new StandardOptions();

    @Option(
            names = "--only",
            paramLabel = "PART",
            description =
                    "Measure this part; may be given several times (default: everything). Parts: simulator, acting, actor, swap,"
                            + " encode, decode, publish, ingest, kafka, batch, world-model, imagination, low-rank, imitation, mismatch, topology,"
                            + " replay, growth, whole.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--rounds",
            defaultValue = "7",
            description = "Rounds of each part; their median counts (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--round-millis",
            defaultValue = "400",
            description = "Processor time of a round (default: ${DEFAULT-VALUE}).")
    private long roundMillis;

    @Option(
            names = "--warm-up-millis",
            defaultValue = "3000",
            description =
                    "What a part and its limit are done for before they are measured (default: ${DEFAULT-VALUE}).")
    private long warmUpMillis;

    @Option(
            names = "--environments",
            split = ",",
            defaultValue = "8,64,256",
            description = "Environments of each actor of the whole (default: ${DEFAULT-VALUE}).")
    private List<Integer> environments = new ArrayList<>();

    @Option(
            names = "--actors",
            split = ",",
            defaultValue = "1,2",
            description = "Actors of the whole (default: ${DEFAULT-VALUE}).")
    private List<Integer> actors = new ArrayList<>();

    @Option(
            names = "--seconds",
            defaultValue = "20",
            description = "Time for which each arrangement of the whole is measured (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(names = "--gate", description = "End with exit code 1 when a ratio is below 70 %% of the recorded one.")
    private boolean gate;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "Write the ratios there, for --gate of later builds.")
    private @Nullable Path record;

    @Option(names = "--picture", paramLabel = "FILE", description = "Draw the ratios there as SVG.")
    private @Nullable Path picture;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        standard.applyLogging();
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter nowhere = new PrintWriter(PrintWriter.nullWriter());
        Tables tables = new Tables(json ? nowhere : out);
        Path model = Path.of(System.getProperty("slipstream.home", "."))
                .resolve("models")
                .resolve("rtm03-small");
        Meter meter = meter();
        Report report;
        try (BenchFolder folder = new BenchFolder();
                BenchLog log = new BenchLog(folder)) {
            Map<String, Object> machine = Machine.describe();
            tables.machine(machine);
            Driving driving = Driving.with(ModelFolder.read(model));
            List<Probe> all = new ArrayList<>(new Probes(driving, () -> log.ways(driving), folder).all());
            all.addAll(new Growth(driving, folder).all());
            List<Probe> probes = chosen(all);
            Map<String, Double> limits = probes.isEmpty() ? Map.of() : limits(meter, tables);
            List<Result> results = parts(probes, meter, tables);
            report = new Report(machine, limits, results, whole(model, folder, tables));
        }
        write(report);
        if (json) {
            out.println(text(report));
        }
        out.flush();
        return gate ? gated(report.parts()) : 0;
    }

    private Meter meter() {
        if (rounds < 1 || roundMillis < 1 || warmUpMillis < 0 || seconds <= 0) {
            throw new ParameterException(
                    spec.commandLine(), "rounds, their length and the seconds of the whole have to be positive");
        }
        return new Meter(warmUpMillis, roundMillis, rounds);
    }

    private List<Probe> chosen(List<Probe> all) {
        List<String> known = new ArrayList<>(Tables.names(all));
        known.add(WHOLE);
        for (String part : only) {
            if (!known.contains(part)) {
                throw new ParameterException(
                        spec.commandLine(), "no part '" + part + "'; there are " + String.join(", ", known));
            }
        }
        return all.stream()
                .filter(probe -> only.isEmpty() || only.contains(probe.part()))
                .toList();
    }

    private static Map<String, Double> limits(Meter meter, Tables tables) {
        Map<String, Double> limits = new LinkedHashMap<>();
        Product square = new Product((int) SQUARE, (int) SQUARE, (int) SQUARE, 1);
        Result rates = meter.measure(new Probe(
                "limits",
                "matrix products",
                "operations",
                Clock.THREAD,
                () -> new MatrixProducts(List.of(square), square.operations()),
                "memory",
                () -> new MemoryCopy(1)));
        limits.put("matrix products of 512 x 512, operations/s", rates.ours().median());
        limits.put("bytes copied/s", rates.limit().median());
        tables.limits(limits);
        return limits;
    }

    private List<Result> parts(List<Probe> probes, Meter meter, Tables tables) {
        List<Result> results = new ArrayList<>();
        if (!probes.isEmpty()) {
            tables.partsHead();
        }
        for (Probe probe : probes) {
            say("%d of %d: %s, about %.0f s", results.size() + 1, probes.size(), probe.name(), meter.seconds());
            Result result = meter.measure(probe);
            results.add(result);
            tables.part(result);
        }
        return results;
    }

    private List<WholeResult> whole(Path model, BenchFolder folder, Tables tables) {
        List<WholeResult> results = new ArrayList<>();
        if (!only.isEmpty() && !only.contains(WHOLE)) {
            return results;
        }
        tables.wholeHead();
        Whole whole = new Whole(model, folder, seconds);
        for (Training training : List.of(Training.OFF, Training.ON)) {
            for (int count : actors) {
                for (int each : environments) {
                    results.add(whole(whole, each, count, training, tables));
                }
            }
        }
        results.add(whole(whole, environments.get(0), 1, Training.ALONE, tables));
        return results;
    }

    private WholeResult whole(Whole whole, int environments, int actors, Training training, Tables tables) {
        say("the whole: %d environments x %d actors, training %s", environments, actors, training.word());
        WholeResult result = whole.measure(environments, actors, training);
        tables.whole(result);
        return result;
    }

    private void say(String format, Object... values) {
        PrintWriter err = spec.commandLine().getErr();
        err.printf(Locale.ROOT, format + "%n", values);
        err.flush();
    }

    private void write(Report report) throws IOException {
        if (picture != null) {
            Files.writeString(picture, RatioPicture.svg(report.parts()));
        }
        if (record != null) {
            Files.writeString(record, Recorded.json(report.parts()));
        }
    }

    private int gated(List<Result> results) {
        List<String> worse = Recorded.shipped().worse(results);
        worse.forEach(line -> say("slower than recorded: %s", line));
        return worse.isEmpty() ? 0 : 1;
    }

    private static String text(Report report) {
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result must always be writable as JSON", e);
        }
    }
}
