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
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"");
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? .*");

    private final Map<String, String> help = new TreeMap<>();
    private final Map<String, String> types = new TreeMap<>();
    private final Map<String, Set<String>> labels = new TreeMap<>();
    private final Set<String> samples = new TreeSet<>();

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
        var type = TYPE.matcher(line);
        var sample = SAMPLE.matcher(line);
        if (type.matches()) {
            types.put(type.group(1), type.group(2));
        } else if (told.matches()) {
            help.put(told.group(1), told.group(2));
        } else if (sample.matches()) {
            samples.add(sample.group(1));
            Set<String> found = labels.computeIfAbsent(sample.group(1), name -> new TreeSet<>());
            LABEL.matcher(String.valueOf(sample.group(2))).results().forEach(label -> found.add(label.group(1)));
        }
    }

    /** What a family is: counter, gauge or summary. */
    String type(String name) {
        return types.getOrDefault(name, "");
    }

    /** Labels of a family. */
    Set<String> labels(String name) {
        Set<String> found = labels.get(name);
        return found == null ? labels.getOrDefault(name + "_count", Set.of()) : found;
    }

    /** Names of samples, as queries name them. */
    Set<String> names() {
        return samples;
    }

    /** Families of Slipstream's own with their help; a summary's samples are one family. */
    Map<String, String> ownHelp() {
        Map<String, String> own = new TreeMap<>(help);
        own.keySet().removeIf(name -> !name.startsWith("slipstream_"));
        return own;
    }
}
