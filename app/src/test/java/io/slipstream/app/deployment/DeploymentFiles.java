package io.slipstream.app.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The YAML under compose/ and k8s/, as far as it speaks of Slipstream. */
final class DeploymentFiles {
    private static final Pattern TOPIC = Pattern.compile("[a-z0-9.-]+\\.v[0-9]+\\b");

    private final Path root;

    DeploymentFiles(Path root) {
        this.root = root;
    }

    List<Path> yaml() {
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("compose", "k8s")) {
            try (Stream<Path> paths = Files.walk(root.resolve(folder))) {
                paths.filter(path -> path.toString().endsWith(".yaml")).forEach(files::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    /** Everything in a file that looks like a topic's name. */
    static List<String> topicNames(String text) {
        return TOPIC.matcher(text).results().map(MatchResult::group).toList();
    }

    /** Environment variables and ConfigMap files of all documents. */
    Map<String, String> slipstreamEnvironment(Path file) {
        Map<String, String> environment = new HashMap<>();
        documents(read(file)).forEach(document -> collect(document, environment));
        return environment;
    }

    /** All documents of a YAML text; a key that stands twice in one place is an error. */
    static List<Map<?, ?>> documents(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        List<Map<?, ?>> documents = new ArrayList<>();
        new Yaml(new SafeConstructor(options)).loadAll(text).forEach(document -> {
            if (document instanceof Map<?, ?> map) {
                documents.add(map);
            }
        });
        return documents;
    }

    /** What stands in a mapping under a key that must be there. */
    static Object in(Object mapping, String key) {
        return Objects.requireNonNull(((Map<?, ?>) mapping).get(key), () -> "no " + key + " in " + mapping);
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // compose: {NAME: value}; k8s: {name: NAME, value: value} or {name: NAME, valueFrom: ...}.
    private static void collect(Object node, Map<String, String> environment) {
        if (node instanceof Map<?, ?> map) {
            if (map.get("name") instanceof String name && name.startsWith("SLIPSTREAM_")) {
                environment.put(name, map.get("value") instanceof String value ? value : "from-the-pod");
            }
            map.forEach((key, value) -> {
                if (key instanceof String name && name.startsWith("SLIPSTREAM_")) {
                    environment.put(name, String.valueOf(value));
                }
                collect(value, environment);
            });
        } else if (node instanceof List<?> list) {
            list.forEach(element -> collect(element, environment));
        }
    }
}
