package io.slipstream.app.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of a replay.
 *
 * @param fleet whose
 * @param source log that was read
 * @param verdicts one by one
 * @param gaps what was missing of the log
 */
public record ReplayAnswer(String fleet, String source, List<Verdict> verdicts, List<String> gaps) {
    /** Copies the lists. */
    public ReplayAnswer {
        verdicts = List.copyOf(verdicts);
        gaps = List.copyOf(gaps);
    }

    /** Whether everything is what the log says, and nothing was missing. */
    public boolean equal() {
        return gaps.isEmpty() && verdicts.stream().allMatch(Verdict::equal);
    }

    /** For people. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        verdicts.forEach(verdict -> lines.addAll(verdict.lines()));
        gaps.forEach(gap -> lines.add("missing: " + gap));
        long equal = verdicts.stream().filter(Verdict::equal).count();
        lines.add(equal + " of " + verdicts.size() + " equal to the last bit"
                + (gaps.isEmpty() ? "" : "; partial, since " + gaps.size() + " ranges are missing"));
        return lines;
    }

    /** For machines. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("fleet", fleet);
        json.put("source", source);
        json.put("equal", equal());
        json.put("computed", verdicts.size());
        json.put("equalTo", verdicts.stream().filter(Verdict::equal).count());
        json.put("gaps", gaps);
        json.put("verdicts", verdicts.stream().map(Verdict::json).toList());
        return json;
    }
}
