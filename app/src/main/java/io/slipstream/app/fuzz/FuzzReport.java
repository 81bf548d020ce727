package io.slipstream.app.fuzz;

import io.slipstream.app.report.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of a fuzz run.
 *
 * @param seed of the records
 * @param counts records by topic, mutation and what became of them
 * @param live what services on a broker made of them; null when they were not asked
 */
public record FuzzReport(
        long seed,
        Map<String, Map<Mutation, Map<Reading.Fate, Integer>>> counts,
        @Nullable Live live) {
    /**
     * What services on a broker made of the records.
     *
     * @param sent records by topic
     * @param letters dead letters by topic, each with its reason
     * @param unreasoned dead letters without a reason
     * @param failed services that ended
     * @param driving whether the fleet drove on and was read by learner and monitor afterwards
     * @param heapBefore bytes of the heap after a collection, before the first record
     * @param heapAfter the same after the last
     * @param heapMost most bytes in use meanwhile
     * @param seconds from the first record to the last letter
     */
    public record Live(
            Map<String, Integer> sent,
            Map<String, Integer> letters,
            int unreasoned,
            List<String> failed,
            boolean driving,
            long heapBefore,
            long heapAfter,
            long heapMost,
            double seconds) {}

    /** Whether nothing escaped, nobody failed and the fleet drove on. */
    public boolean holds() {
        boolean escaped = counts.values().stream()
                .flatMap(byMutation -> byMutation.values().stream())
                .anyMatch(byFate -> byFate.getOrDefault(Reading.Fate.ESCAPED, 0) > 0);
        Live services = live;
        return !escaped
                && (services == null
                        || (services.failed().isEmpty() && services.driving() && services.unreasoned() == 0));
    }

    /** For people. */
    public List<String> lines() {
        TextTable table = new TextTable(
                "records by topic and mutation, seed " + seed + ": unreadable / refused / read / escaped", heading());
        counts.forEach((topic, byMutation) -> table.row(cells(topic, byMutation)));
        List<String> lines = new ArrayList<>(List.of(table.plain().split("\n")));
        Live services = live;
        if (services != null) {
            liveLines(services, lines);
        }
        lines.add(holds() ? "nothing escaped" : "BROKEN");
        return lines;
    }

    private static String[] heading() {
        List<String> heading = new ArrayList<>(List.of("topic"));
        for (Mutation mutation : Mutation.values()) {
            heading.add(mutation.name().toLowerCase(Locale.ROOT));
        }
        return heading.toArray(new String[0]);
    }

    private static List<String> cells(String topic, Map<Mutation, Map<Reading.Fate, Integer>> byMutation) {
        List<String> cells = new ArrayList<>(List.of(topic));
        for (Mutation mutation : Mutation.values()) {
            Map<Reading.Fate, Integer> byFate = byMutation.getOrDefault(mutation, Map.of());
            List<String> numbers = new ArrayList<>();
            for (Reading.Fate fate : Reading.Fate.values()) {
                numbers.add(Integer.toString(byFate.getOrDefault(fate, 0)));
            }
            cells.add(String.join("/", numbers));
        }
        return cells;
    }

    private static void liveLines(Live services, List<String> lines) {
        TextTable table =
                new TextTable("on a broker, read by actor, learner, monitor and page", "topic", "sent", "letters");
        services.sent()
                .forEach((topic, sent) -> table.row(
                        topic,
                        sent.toString(),
                        services.letters().getOrDefault(topic, 0).toString()));
        lines.addAll(List.of(table.plain().split("\n")));
        lines.add(String.format(
                Locale.ROOT,
                "services that ended: %s; drove on afterwards: %s; heap %d MB before, %d MB after, %d MB at most; %.0f s",
                services.failed(),
                services.driving(),
                services.heapBefore() >> 20,
                services.heapAfter() >> 20,
                services.heapMost() >> 20,
                services.seconds()));
    }

    /** For machines. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("holds", holds());
        json.put("seed", seed);
        json.put("counts", counts);
        json.put("live", live);
        return json;
    }
}
