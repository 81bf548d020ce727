package io.slipstream.app.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The Grafana dashboard and the alert rules, held against what services export. */
public final class MetricFiles {
    private static final Pattern NAME = Pattern.compile("\\b(?:slipstream|jvm|process|system)_[a-z0-9_]+\\b");
    /** What a name may end with, so that one sees what is counted or in which unit. */
    private static final Pattern UNIT = Pattern.compile(
            ".*_(total|seconds|bytes|ratio|steps|records|version|versions|offsets|number|browsers|component|threshold|mismatch|loss|return|rate|environments)(_max)?");

    private final Path root;

    /** The files of a working tree. */
    public MetricFiles(Path root) {
        this.root = root;
    }

    /** Every metric that a dashboard or a rule asks for. */
    public Set<String> asked() {
        Set<String> asked = new TreeSet<>();
        for (String file :
                new String[] {"compose/prometheus/rules.yaml", "compose/grafana/dashboards/slipstream.json"}) {
            NAME.matcher(DeploymentFiles.read(root.resolve(file))).results().forEach(name -> asked.add(name.group()));
        }
        return asked;
    }

    /** Whether everything asked for is exported by now: some gauges come with their first values. */
    public boolean answeredBy(ExportedMetrics exported) {
        return exported.names().containsAll(asked());
    }

    /** Fails on a name that nobody exports, or a metric without help or unit; lists what is exported and not shown. */
    public void check(ExportedMetrics exported) throws IOException {
        assertThat(exported.names()).as("named in a dashboard or rule").containsAll(asked());
        exported.ownHelp().forEach((name, help) -> {
            assertThat(help).as("help of %s", name).isNotBlank();
            assertThat(name).as("the unit of a metric stands at its end").matches(UNIT);
        });
        new MetricsPage(root).check(exported);
        Set<String> silent = new TreeSet<>(exported.names());
        silent.removeAll(asked());
        Files.write(Path.of("target", "metrics-not-shown.txt"), silent);
        assertThat(silent)
                .as("exported by Slipstream, and neither in a dashboard nor in a rule")
                .noneMatch(name -> name.startsWith("slipstream_"));
    }
}
