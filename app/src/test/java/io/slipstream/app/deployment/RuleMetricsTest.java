package io.slipstream.app.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of k8s/ may only speak of metrics that the services export or that a rule computes. */
class RuleMetricsTest {
    private static final Path RULES = Path.of("..", "k8s", "overlays", "production", "monitoring.yaml");
    private static final Pattern USED = Pattern.compile("\\bslipstream_[a-z_]+");
    private static final Pattern COMPUTED = Pattern.compile("record: (slipstream_[a-z_]+)");
    private static final Pattern METER = Pattern.compile("\"(slipstream(?:\\.[a-z]+)+)\"");

    @Test
    void shouldSpeakOnlyOfMetricsThatExist() throws IOException {
        String rules = DeploymentFiles.read(RULES);
        Set<String> known = found(COMPUTED, rules);
        for (String module : Set.of("actor", "learner", "monitor", "runtime")) {
            known.addAll(meters(Path.of("..", module, "src", "main", "java")));
        }
        Set<String> used = found(USED, rules).stream()
                .map(name -> name.replaceAll("_total$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(used).hasSizeGreaterThan(7);
        assertThat(known).containsAll(used);
    }

    private static Set<String> meters(Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> found(METER, text(file)).stream())
                    .map(name -> name.replace('.', '_'))
                    .collect(Collectors.toSet());
        }
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(match.groupCount()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
