package io.slipstream.app.deployment;

import io.slipstream.app.run.Fleet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What running services tell Prometheus, as one would scrape them. */
public final class ExportedMetrics {
    private static final Pattern HELP = Pattern.compile("# HELP (\\S+) ?(.*)");
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? .*");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");

    private final Map<String, String> help = new TreeMap<>();
    private final Map<String, String> types = new TreeMap<>();
    private final Map<String, Set<String>> labels = new TreeMap<>();

    /** Scrapes the management ports of these. */
    public static ExportedMetrics of(Collection<Fleet> fleets) throws IOException, InterruptedException {
        ExportedMetrics metrics = new ExportedMetrics();
        for (Fleet fleet : fleets) {
            URI uri = URI.create("http://127.0.0.1:" + fleet.managementPort() + "/metrics");
            HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body()
                    .lines()
                    .forEach(metrics::line);
        }
        return metrics;
    }

    private void line(String line) {
        var told = HELP.matcher(line);
        var typed = TYPE.matcher(line);
        var sample = SAMPLE.matcher(line);
        if (told.matches()) {
            help.put(told.group(1), told.group(2));
        } else if (typed.matches()) {
            types.put(typed.group(1), typed.group(2));
        } else if (sample.matches()) {
            Set<String> named = labels.computeIfAbsent(sample.group(1), any -> new TreeSet<>());
            if (sample.group(2) != null) {
                LABEL.matcher(sample.group(2)).results().forEach(label -> named.add(label.group(1)));
            }
        }
    }

    /** Names of samples, as queries name them. */
    Set<String> names() {
        return labels.keySet();
    }

    /** Families of Slipstream's own with their help; a summary's samples are one family. */
    Map<String, String> ownHelp() {
        Map<String, String> own = new TreeMap<>(help);
        own.keySet().removeIf(name -> !name.startsWith("slipstream_"));
        return own;
    }

    /** The table of docs/metrics.md. */
    String table() {
        StringBuilder table = new StringBuilder("| metric | type | labels | what |\n|---|---|---|---|\n");
        ownHelp()
                .forEach((name, what) -> table.append("| `%s` | %s | %s | %s |%n"
                        .formatted(name, types.getOrDefault(name, ""), String.join(", ", labelsOf(name)), what)));
        return table.toString();
    }

    private Set<String> labelsOf(String family) {
        Set<String> all = new TreeSet<>();
        labels.forEach((name, named) -> {
            if (name.equals(family) || name.matches(family + "_(count|sum|max)")) {
                all.addAll(named);
            }
        });
        return all;
    }
}
