package io.slipstream.runtime.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads a YAML file into dotted keys, each with its line. */
final class YamlSource {

    // Deeper nesting is no configuration; it also ends a node that contains itself.
    private static final int MAX_DEPTH = 12;

    private final Path file;
    private final List<String> problems;
    private final List<Entry> entries = new ArrayList<>();

    YamlSource(Path file, List<String> problems) {
        this.file = file;
        this.problems = problems;
    }

    List<Entry> read() {
        try (Reader reader = Files.newBufferedReader(file)) {
            Node root = new Yaml(new LoaderOptions()).compose(reader);
            if (root instanceof MappingNode mapping) {
                walk("", mapping, 0);
            } else if (root != null) {
                problems.add(file + ": has to be a mapping of keys to values");
            }
        } catch (NoSuchFileException e) {
            problems.add(file + ": there is no such file");
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            problems.add(String.format(Locale.ROOT, "%s:%d: is not YAML: %s", file, line, e.getProblem()));
        } catch (IOException | YAMLException e) {
            problems.add(file + ": cannot be read: " + e.getMessage());
        }
        return entries;
    }

    private void walk(String prefix, MappingNode mapping, int depth) {
        if (depth > MAX_DEPTH) {
            problems.add(at(mapping) + ": is nested too deeply");
            return;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode name) {
                value(prefix + name.getValue(), tuple.getValueNode(), depth);
            } else {
                problems.add(at(tuple.getKeyNode()) + ": a key has to be plain text");
            }
        }
    }

    private void value(String key, Node node, int depth) {
        if (node instanceof MappingNode mapping) {
            walk(key + ".", mapping, depth + 1);
        } else if (node instanceof SequenceNode sequence) {
            list(key, sequence);
        } else if (node instanceof ScalarNode scalar) {
            boolean none = scalar.getTag().equals(Tag.NULL);
            add(new Entry(key, none ? "" : scalar.getValue(), at(node)));
        }
    }

    private void list(String key, SequenceNode sequence) {
        List<String> texts = new ArrayList<>();
        for (Node element : sequence.getValue()) {
            if (element instanceof ScalarNode scalar) {
                texts.add(scalar.getValue());
            } else {
                problems.add(at(element) + ": a list holds plain values only");
            }
        }
        add(new Entry(key, String.join(",", texts), at(sequence)));
    }

    private void add(Entry entry) {
        entries.stream()
                .filter(other -> other.key().equals(entry.key()))
                .findFirst()
                .ifPresent(other -> problems.add(String.format(
                        Locale.ROOT, "%s: %s is set twice, first at %s", entry.source(), entry.key(), other.source())));
        entries.add(entry);
    }

    private String at(Node node) {
        return file + ":" + (node.getStartMark().getLine() + 1);
    }
}
