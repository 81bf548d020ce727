package io.slipstream.app.topics;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints records for people: one head line, one line for each field, lists of records one below the other. */
public final class RecordPrinter {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSX", Locale.ROOT);
    private static final int WIDTH = 18;
    private static final String INDENT = "    ";

    private final PrintWriter out;
    private final Ink ink;
    private final ZoneId zone;

    /**
     * @param out where to print
     * @param ink colours or none
     * @param zone of the times shown
     */
    public RecordPrinter(PrintWriter out, Ink ink, ZoneId zone) {
        this.out = out;
        this.ink = ink;
        this.zone = zone;
    }

    /**
     * Prints one record.
     *
     * @param place partition and offset, such as {@code 0@17}
     * @param timestamp of the record, ms
     * @param key of the record
     * @param view of {@link RecordView}
     */
    public void print(String place, long timestamp, String key, Map<String, Object> view) {
        String time = Instant.ofEpochMilli(timestamp).atZone(zone).format(TIME);
        out.println(ink.strong(place) + "  " + ink.faint(time) + "  " + ink.key(key));
        view.forEach(this::field);
    }

    private void field(String name, Object value) {
        String label = INDENT + ink.faint(String.format(Locale.ROOT, "%-" + WIDTH + "s", name)) + " ";
        if (name.equals("unreadable")) {
            out.println(label + ink.wrong(String.valueOf(value)));
        } else if (value instanceof Collection<?> items && items.stream().anyMatch(Map.class::isInstance)) {
            out.println(label + ink.faint(items.size() + (items.size() == 1 ? " item" : " items")));
            items.forEach(item -> out.println(INDENT + INDENT + inline(item)));
        } else {
            out.println(label + inline(value));
        }
    }

    private String inline(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> ink.faint(entry.getKey() + "=") + inline(entry.getValue()))
                    .collect(Collectors.joining("  "));
        }
        if (value instanceof Collection<?> items) {
            return items.stream().map(this::inline).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Double || value instanceof Float) {
            return number(((Number) value).doubleValue());
        }
        return ink.value(String.valueOf(value));
    }

    /** Four digits are enough to look at; {@code --json} has all of them. */
    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return String.valueOf((long) value);
        }
        if (Math.abs(value) >= 1e300) {
            return "none";
        }
        return String.format(Locale.ROOT, Math.abs(value) < 1e-3 ? "%.3e" : "%.4g", value);
    }
}
