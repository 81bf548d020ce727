package io.slipstream.app.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of computing something again.
 *
 * @param what was computed, e.g. "decision 3"
 * @param detail in words: what it rests on
 * @param differences from what the log says, none when it is equal
 * @param notes what else has to be known
 */
public record Verdict(String what, String detail, List<Difference> differences, List<String> notes) {
    /** Copies the lists. */
    public Verdict {
        differences = List.copyOf(differences);
        notes = List.copyOf(notes);
    }

    /** Whether what came out is what the log says, to the last bit. */
    public boolean equal() {
        return differences.isEmpty();
    }

    /** For people. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(what + ": " + (equal() ? "equal" : "DIFFERENT in " + differences.size() + " fields") + " (" + detail
                + ")");
        differences.forEach(difference -> lines.add("    " + difference));
        notes.forEach(note -> lines.add("    note: " + note));
        return lines;
    }

    /** For machines. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("what", what);
        json.put("equal", equal());
        json.put("detail", detail);
        json.put("differences", differences);
        json.put("notes", notes);
        return json;
    }
}
