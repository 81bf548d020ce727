package io.slipstream.sim.catalogue;

import io.slipstream.sim.math.Range;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One mapping of a catalogue file, read key by key. A mistake is noted with its line and the reading goes on with the value that an
 * absent key has, so that one reading finds all mistakes.
 */
final class Section {
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

    private final String file;
    private final String path;
    private final int line;
    private final Problems problems;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Set<String> read = new LinkedHashSet<>();

    Section(String file, String path, @Nullable Node node, int line, Problems problems) {
        this.file = file;
        this.path = path;
        this.line = line;
        this.problems = problems;
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(this::keep);
        } else if (node != null) {
            note(lineOf(node), path, "has to be a mapping of keys to values, not " + text(node));
        }
    }

    private void keep(NodeTuple entry) {
        int at = lineOf(entry.getKeyNode());
        if (!(entry.getKeyNode() instanceof ScalarNode key)) {
            note(at, path, "a key has to be a name, not " + text(entry.getKeyNode()));
        } else if (values.containsKey(key.getValue())) {
            note(at, at(key.getValue()), "is here twice; first on line " + lines.get(key.getValue()));
        } else {
            values.put(key.getValue(), entry.getValueNode());
            lines.put(key.getValue(), at);
        }
    }

    /** The keys that are there. */
    Set<String> keys() {
        return values.keySet();
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    OptionalDouble number(String key, Range range) {
        Node node = take(key);
        return node == null ? OptionalDouble.empty() : number(key, node, range);
    }

    double number(String key, double otherwise, Range range) {
        return number(key, range).orElse(otherwise);
    }

    long whole(String key, long otherwise, Range range) {
        double value = number(key, otherwise, range);
        if (value != Math.rint(value)) {
            problem(key, "has to be a whole number, not " + value);
            return otherwise;
        }
        return (long) value;
    }

    /** A list of numbers; of that many, when {@code size} is positive. */
    Optional<List<Double>> numbers(String key, int size, Range range) {
        Node node = take(key);
        if (node == null) {
            return Optional.empty();
        }
        if (!(node instanceof SequenceNode list) || (size > 0 && list.getValue().size() != size)) {
            problem(key, "has to be a list of " + (size > 0 ? size + " " : "") + "numbers, not " + text(node));
            return Optional.empty();
        }
        List<Double> numbers = new ArrayList<>();
        for (Node each : list.getValue()) {
            number(key, each, range).ifPresent(numbers::add);
        }
        return numbers.size() == list.getValue().size() ? Optional.of(numbers) : Optional.empty();
    }

    Optional<String> text(String key) {
        Node node = take(key);
        if (node == null) {
            return Optional.empty();
        }
        if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
            return Optional.of(scalar.getValue());
        }
        problem(key, "has to be a text, not " + text(node));
        return Optional.empty();
    }

    boolean flag(String key) {
        Optional<String> text = text(key);
        if (text.isPresent() && !text.get().equals("true") && !text.get().equals("false")) {
            problem(key, "has to be true or false, not " + text.get());
        }
        return text.isPresent() && text.get().equals("true");
    }

    /** The mapping under a key; an empty one when it is absent. */
    Section section(String key) {
        return new Section(file, at(key), take(key), lineOf(key), problems);
    }

    /** The mappings of the list under a key. */
    List<Section> sections(String key) {
        Node node = take(key);
        List<Section> sections = new ArrayList<>();
        if (node instanceof SequenceNode list) {
            for (Node each : list.getValue()) {
                sections.add(new Section(file, at(key) + "[" + sections.size() + "]", each, lineOf(each), problems));
            }
        } else if (node != null) {
            problem(key, "has to be a list, not " + text(node));
        }
        return sections;
    }

    /** Reads every entry of this mapping of names to mappings. */
    void each(BiConsumer<String, Section> reader) {
        for (String name : List.copyOf(values.keySet())) {
            reader.accept(name, section(name));
        }
    }

    /** Something made of values that only together are wrong; the mistake is noted here. */
    <T> Optional<T> make(Supplier<T> maker) {
        try {
            return Optional.of(maker.get());
        } catch (IllegalArgumentException e) {
            note(line, path, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Notes the keys that nobody has asked for. */
    void rejectUnread() {
        for (String key : values.keySet()) {
            if (!read.contains(key)) {
                problem(key, Names.unknown("key", key, read));
            }
        }
    }

    /** Takes every key for known: what they mean depends on a value that is wrong itself. */
    void ignoreRest() {
        read.addAll(values.keySet());
    }

    /** Notes a mistake in the value of a key. */
    void problem(String key, String message) {
        note(lineOf(key), at(key), message);
    }

    private void note(int at, String key, String message) {
        problems.add(new Problem(file, at, key, message));
    }

    private @Nullable Node take(String key) {
        read.add(key);
        return values.get(key);
    }

    private int lineOf(String key) {
        return lines.getOrDefault(key, line);
    }

    private String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private OptionalDouble number(String key, Node node, Range range) {
        if (!(node instanceof ScalarNode scalar)
                || !NUMBER.matcher(scalar.getValue()).matches()) {
            problem(key, "has to be a number, not " + text(node));
            return OptionalDouble.empty();
        }
        double value = Double.parseDouble(scalar.getValue());
        if (!range.contains(value)) {
            problem(key, "has to be within " + range + ", not " + scalar.getValue());
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(value);
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    private static String text(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getTag().equals(Tag.NULL) ? "nothing" : scalar.getValue();
        }
        return node instanceof SequenceNode ? "a list" : "a mapping";
    }
}
