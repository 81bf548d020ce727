package io.slipstream.app.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The table of docs/metrics.md, made of what running services export. */
final class MetricsPage {
    private static final String HEAD = "| metric | type | unit | labels | meaning |";
    /** What a name ends with, longest first, and the unit it stands for. */
    private static final List<Map.Entry<String, String>> UNITS = List.of(
            Map.entry("_seconds_total", "s"),
            Map.entry("_seconds", "s"),
            Map.entry("_seconds_max", "s"),
            Map.entry("_bytes", "B"),
            Map.entry("_steps_total", "steps"),
            Map.entry("_steps", "steps"),
            Map.entry("_versions", "versions"),
            Map.entry("_records", "records"),
            Map.entry("_rate", "1/s"));

    private final Path page;

    MetricsPage(Path root) {
        page = root.resolve("docs").resolve("metrics.md");
    }

    /** Fails unless the page's table is that of these metrics; writes it when asked to. */
    void check(ExportedMetrics exported) throws IOException {
        String text = Files.readString(page);
        int start = text.indexOf(HEAD);
        assertThat(start).as("the table of metrics in %s", page).isNotNegative();
        String table = table(exported);
        if (Boolean.getBoolean("slipstream.write-docs")) {
            Files.writeString(page, text.substring(0, start) + table);
        }
        assertThat(Files.readString(page).substring(start))
                .as("run ./mvnw -pl app -am test -Dtest=ClosedLoopTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dslipstream.write-docs=true")
                .isEqualTo(table);
    }

    private static String table(ExportedMetrics exported) {
        StringBuilder table = new StringBuilder(HEAD).append("\n|---|---|---|---|---|\n");
        exported.ownHelp()
                .forEach((name, help) -> table.append(String.format(
                        "| `%s` | %s | %s | %s | %s |%n",
                        name,
                        exported.type(name),
                        unit(name),
                        String.join(", ", exported.labels(name)),
                        help.replace("|", "/"))));
        return table.toString();
    }

    private static String unit(String name) {
        return UNITS.stream()
                .filter(unit -> name.endsWith(unit.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
