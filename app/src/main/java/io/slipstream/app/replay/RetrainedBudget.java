package io.slipstream.app.replay;

import io.slipstream.app.report.TextTable;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.OffsetRange;
import io.slipstream.schemas.avro.WeightsReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A budget of updates as it was trained, as it was trained again, and as it would have been trained with other settings.
 *
 * @param recorded its versions on the log
 * @param again with their own settings
 * @param with with the others
 */
public record RetrainedBudget(List<ModelVersion> recorded, List<Trained> again, List<Trained> with) {
    private static final int HASH = 12;

    /** Copies the lists. */
    public RetrainedBudget {
        recorded = List.copyOf(recorded);
        again = List.copyOf(again);
        with = List.copyOf(with);
    }

    /** Whether training again with the settings of the log gave the weights of the log, without which the other column says nothing. */
    public boolean repeats() {
        return weights(recorded)
                .equals(weights(again.stream().map(Trained::manifest).toList()));
    }

    /**
     * For people.
     *
     * @param name of the other settings
     */
    public List<String> lines(String name) {
        ModelVersion first = recorded.get(0);
        Map<String, String> own = described(again);
        Map<String, String> other = described(with);
        String asked = first.getDecision() == null ? "a command" : "decision " + first.getDecision();
        TextTable table = new TextTable(
                asked + ": " + first.getComponent() + " from version " + first.getParent(), "", "as it was", name);
        TreeSet<String> losses = new TreeSet<>();
        own.keySet().forEach(losses::add);
        other.keySet().forEach(losses::add);
        List<String> order = new ArrayList<>(List.of("versions", "updates", "trained on, records", "adapters, bytes"));
        losses.stream().filter(row -> !order.contains(row)).forEach(order::add);
        order.forEach(row -> table.row(row, own.getOrDefault(row, "-"), other.getOrDefault(row, "-")));
        List<String> lines =
                new ArrayList<>(List.of(table.plain().stripTrailing().split("\n")));
        lines.add(
                repeats()
                        ? "as it was: equal to the log"
                        : "as it was: NOT the weights of the log; replay --model-version " + last()
                                + " says what differs");
        return lines;
    }

    private int last() {
        return recorded.get(recorded.size() - 1).getVersion();
    }

    /** Rows by their names. */
    private static Map<String, String> described(List<Trained> versions) {
        Map<String, String> rows = new LinkedHashMap<>();
        if (versions.isEmpty()) {
            rows.put("versions", "none");
            return rows;
        }
        Trained last = versions.get(versions.size() - 1);
        rows.put(
                "versions",
                versions.stream()
                        .map(one -> Integer.toString(one.manifest().getVersion()))
                        .collect(Collectors.joining(", ")));
        rows.put("updates", format("%,d", updates(versions)));
        rows.put("trained on, records", format("%,d", records(last.manifest())));
        rows.put("adapters, bytes", format("%,d", bytes(last.manifest())));
        for (WeightsReference adapter : last.manifest().getAdapters()) {
            rows.put(adapter.getName() + ", sha-256", adapter.getSha256().substring(0, HASH));
        }
        last.losses().forEach((name, value) -> rows.put("loss " + name, format("%.5g", value)));
        return rows;
    }

    private static String format(String pattern, Object value) {
        return String.format(Locale.ROOT, pattern, value);
    }

    private static long updates(List<Trained> versions) {
        return versions.stream().mapToLong(one -> one.manifest().getUpdates()).sum();
    }

    private static long records(ModelVersion manifest) {
        return manifest.getTrainingOffsets().stream()
                .mapToLong((OffsetRange range) -> range.getTo() - range.getFrom())
                .sum();
    }

    private static long bytes(ModelVersion manifest) {
        return manifest.getAdapters().stream()
                .mapToLong(WeightsReference::getBytes)
                .sum();
    }

    private static List<String> weights(List<ModelVersion> versions) {
        return versions.stream()
                .map(version -> version.getVersion()
                        + version.getBase().getSha256()
                        + version.getAdapters().stream()
                                .map(WeightsReference::getSha256)
                                .toList())
                .toList();
    }

    /** For machines. */
    public Map<String, Object> json() {
        ModelVersion first = recorded.get(0);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("decision", first.getDecision());
        json.put("component", first.getComponent().name());
        json.put("parent", first.getParent());
        json.put("asItWasEqualsLog", repeats());
        json.put("asItWas", again.stream().map(RetrainedBudget::json).toList());
        json.put("with", with.stream().map(RetrainedBudget::json).toList());
        return json;
    }

    private static Map<String, Object> json(Trained version) {
        ModelVersion manifest = version.manifest();
        Map<String, Object> adapters = new LinkedHashMap<>();
        manifest.getAdapters().forEach(adapter -> adapters.put(adapter.getName(), adapter.getSha256()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", manifest.getVersion());
        json.put("updates", manifest.getUpdates());
        json.put("records", records(manifest));
        json.put("adapterBytes", bytes(manifest));
        json.put("adapters", adapters);
        json.put("losses", version.losses());
        return json;
    }
}
