package io.slipstream.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * How the world changes during a run, as data.
 *
 * @param phases in their order
 */
public record DemoScenario(List<Phase> phases) {
    private static final String SHIPPED = "demo.yaml";
    private static final Set<String> KEYS = Set.of("name", "task", "shift", "steps");

    /**
     * Checks that there are phases and that their names differ.
     *
     * @throws IllegalArgumentException naming what is wrong
     */
    public DemoScenario {
        phases = List.copyOf(phases);
        if (phases.isEmpty()) {
            throw new IllegalArgumentException("a scenario needs at least one phase");
        }
        Set<String> names = new TreeSet<>();
        for (Phase phase : phases) {
            if (!names.add(phase.name())) {
                throw new IllegalArgumentException("two phases have the name " + phase.name());
            }
        }
    }

    /** The scenario that {@code slipstream run} plays without arguments. */
    public static DemoScenario shipped() {
        try (InputStream in = Objects.requireNonNull(
                DemoScenario.class.getResourceAsStream(SHIPPED), SHIPPED + " is missing on the class path")) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), SHIPPED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a scenario: a YAML list of phases, each with name, task, shift and steps.
     *
     * @throws IllegalArgumentException naming the file and what is wrong
     */
    public static DemoScenario read(Path file) {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the phases file " + file + ": " + e, e);
        }
    }

    static DemoScenario parse(String yaml, String source) {
        try {
            Object root = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
            if (!(root instanceof List<?> list)) {
                throw new IllegalArgumentException("it has to be a list of phases");
            }
            List<Phase> phases = new ArrayList<>();
            for (Object entry : list) {
                phases.add(phase(entry));
            }
            return new DemoScenario(phases);
        } catch (YAMLException | IllegalArgumentException e) {
            throw new IllegalArgumentException(source + ": " + e.getMessage(), e);
        }
    }

    private static Phase phase(@Nullable Object entry) {
        if (!(entry instanceof Map<?, ?> map) || !KEYS.containsAll(map.keySet())) {
            throw new IllegalArgumentException("a phase has the keys name, task, shift and steps, not " + entry);
        }
        return new Phase(text(map, "name", ""), text(map, "task", "RTM03"), text(map, "shift", "C0"), steps(map));
    }

    private static String text(Map<?, ?> map, String key, String otherwise) {
        Object value = map.get(key);
        return value == null ? otherwise : value.toString();
    }

    private static long steps(Map<?, ?> map) {
        if (map.get("steps") instanceof Number steps) {
            return steps.longValue();
        }
        throw new IllegalArgumentException("steps has to be a number in " + map);
    }

    /** The same scenario stretched or squeezed to that many steps in all. */
    public DemoScenario scaledTo(long steps) {
        double factor = (double) steps / totalSteps();
        return new DemoScenario(phases.stream()
                .map(phase -> phase.withSteps(Math.max(1, Math.round(phase.steps() * factor))))
                .toList());
    }

    /** Steps of all phases. */
    public long totalSteps() {
        return phases.stream().mapToLong(Phase::steps).sum();
    }
}
