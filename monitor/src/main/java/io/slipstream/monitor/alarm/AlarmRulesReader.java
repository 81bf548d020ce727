package io.slipstream.monitor.alarm;

import io.slipstream.runtime.config.ConfigException;
import io.slipstream.runtime.config.SettingType;
import java.io.Reader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads rules and notes every mistake with its line; a reading finds all of them. */
final class AlarmRulesReader {
    private static final List<String> SEVERITIES = List.of("info", "warning", "critical");
    private static final List<String> COMMON = List.of("name", "when", "severity");
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,63}";

    private final String file;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Integer> names = new LinkedHashMap<>();

    AlarmRulesReader(String file) {
        this.file = file;
    }

    /** One value with its line. */
    private record Value(String text, int line) {}

    List<AlarmRule> read(Reader text) {
        List<AlarmRule> rules = new ArrayList<>();
        try {
            Node root = new Yaml(new LoaderOptions()).compose(text);
            for (Node rule : list(root)) {
                rule(rule).ifPresent(rules::add);
            }
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            note(line, "is no YAML: " + e.getProblem());
        }
        if (!problems.isEmpty()) {
            throw ConfigException.of(problems);
        }
        return rules;
    }

    private List<Node> list(@Nullable Node root) {
        if (root instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (text(entry.getKeyNode()).equals("alarms") && entry.getValueNode() instanceof SequenceNode rules) {
                    return rules.getValue();
                }
                note(
                        line(entry.getKeyNode()),
                        "has the key '" + text(entry.getKeyNode())
                                + "'; a rules file has the one key alarms with a list of rules");
            }
            return List.of();
        }
        note(1, "has to have the key alarms with a list of rules");
        return List.of();
    }

    private Optional<AlarmRule> rule(Node node) {
        if (!(node instanceof MappingNode mapping)) {
            note(line(node), "a rule has to be a mapping of keys to values");
            return Optional.empty();
        }
        int before = problems.size();
        Map<String, Value> values = new LinkedHashMap<>();
        mapping.getValue().forEach(entry -> keep(values, entry));
        int at = line(node);
        AlarmCondition condition = condition(values, at);
        String name = name(values, at);
        String severity = severity(values);
        if (condition == null) {
            return Optional.empty();
        }
        checkKeys(condition, values, at);
        AlarmRule rule = new AlarmRule(
                name,
                condition,
                values.containsKey("signal") ? values.get("signal").text() : "",
                threshold(condition, values),
                (int) number(
                        values,
                        "windows",
                        1,
                        n -> n >= 1 && n <= 1000 && n == Math.rint(n),
                        "a whole number from 1 to 1000"),
                time(values),
                severity);
        return problems.size() == before ? Optional.of(rule) : Optional.empty();
    }

    private void keep(Map<String, Value> values, NodeTuple entry) {
        String key = text(entry.getKeyNode());
        Value value = new Value(text(entry.getValueNode()), line(entry.getKeyNode()));
        if (values.put(key, value) != null) {
            note(value.line(), "the key '" + key + "' is here twice");
        }
    }

    private @Nullable AlarmCondition condition(Map<String, Value> values, int at) {
        Value when = values.get("when");
        if (when == null) {
            note(at, "a rule needs the key when: one of " + String.join(", ", AlarmCondition.ids()));
            return null;
        }
        for (AlarmCondition condition : AlarmCondition.values()) {
            if (condition.id().equals(when.text())) {
                return condition;
            }
        }
        note(
                when.line(),
                "when has to be one of " + String.join(", ", AlarmCondition.ids()) + ", not '" + when.text() + "'");
        return null;
    }

    private String name(Map<String, Value> values, int at) {
        Value name = values.get("name");
        if (name == null || !name.text().matches(NAME)) {
            note(name == null ? at : name.line(), "a rule needs a name of lower-case letters, digits and hyphens");
            return "";
        }
        Integer first = names.putIfAbsent(name.text(), name.line());
        if (first != null) {
            note(name.line(), "the name '" + name.text() + "' is taken by the rule on line " + first);
        }
        return name.text();
    }

    private String severity(Map<String, Value> values) {
        Value severity = values.get("severity");
        if (severity == null) {
            return "warning";
        }
        if (!SEVERITIES.contains(severity.text())) {
            note(
                    severity.line(),
                    "severity has to be one of " + String.join(", ", SEVERITIES) + ", not '" + severity.text() + "'");
        }
        return severity.text();
    }

    private void checkKeys(AlarmCondition condition, Map<String, Value> values, int at) {
        values.forEach((key, value) -> {
            if (!COMMON.contains(key) && !condition.keys().contains(key)) {
                note(
                        value.line(),
                        "'" + key + "' is no key of " + condition.id() + "; it takes "
                                + String.join(", ", condition.keys()));
            }
        });
        condition.needed().stream()
                .filter(key -> !values.containsKey(key))
                .forEach(key -> note(at, condition.id() + " needs the key " + key));
    }

    private double threshold(AlarmCondition condition, Map<String, Value> values) {
        return switch (condition) {
            case SUCCESS -> number(values, "below", 0, n -> n > 0 && n <= 1, "a share from 0 to 1");
            case MISMATCH, LAG, DEAD_LETTERS -> number(values, "above", 0, n -> n >= 0, "a number from 0");
            case NO_DECISION, LEARNER_SILENT -> time(values).toSeconds();
        };
    }

    private double number(
            Map<String, Value> values, String key, double otherwise, DoublePredicate allowed, String what) {
        Value value = values.get(key);
        if (value == null) {
            return otherwise;
        }
        try {
            double number = Double.parseDouble(value.text());
            if (allowed.test(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, with what is allowed.
        }
        note(value.line(), key + " has to be " + what + ", not '" + value.text() + "'");
        return otherwise;
    }

    private Duration time(Map<String, Value> values) {
        String key = values.containsKey("for") ? "for" : "within";
        Value value = values.get(key);
        if (value == null) {
            return Duration.ZERO;
        }
        try {
            Duration time = SettingType.duration().parse().apply(value.text());
            if (!time.isZero()) {
                return time;
            }
        } catch (IllegalArgumentException e) {
            // Told below, with what is allowed.
        }
        note(value.line(), key + " has to be a time such as 30s, 10m or 2h, not '" + value.text() + "'");
        return Duration.ZERO;
    }

    private void note(int line, String problem) {
        if (problems.stream().noneMatch((file + ":" + line + ": " + problem)::equals)) {
            problems.add(file + ":" + line + ": " + problem);
        }
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }
}
