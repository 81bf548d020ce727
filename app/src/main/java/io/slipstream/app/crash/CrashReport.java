package io.slipstream.app.crash;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came of a crash test.
 *
 * @param wanted kills asked for
 * @param seed of the lengths of lives
 * @param kills kills before the log was read
 * @param versions versions on the log of the learner that was left alone
 * @param updates gradient updates of these
 * @param aloneSeconds wall-clock time of the learner that was left alone
 * @param killedSeconds wall-clock time of all lives of the other
 * @param alone hashes of all that the last checkpoint of the one holds
 * @param killed the same of the other
 * @param differences between the versions of the two
 */
public record CrashReport(
        int wanted,
        long seed,
        int kills,
        int versions,
        long updates,
        double aloneSeconds,
        double killedSeconds,
        List<String> alone,
        List<String> killed,
        List<String> differences) {
    /** Copies the lists. */
    public CrashReport {
        alone = List.copyOf(alone);
        killed = List.copyOf(killed);
        differences = List.copyOf(differences);
    }

    /** Whether both have made the same, to the last bit; of a log that nothing was trained on this says nothing. */
    public boolean equal() {
        return updates > 0 && differences.isEmpty() && alone.equals(killed);
    }

    /** For people. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%d of %d kills before the log was read; %d versions, %,d updates; %.0f s alone, %.0f s killed",
                kills,
                wanted,
                versions,
                updates,
                aloneSeconds,
                killedSeconds));
        for (int i = 0; i < alone.size(); i++) {
            boolean same = i < killed.size() && alone.get(i).equals(killed.get(i));
            lines.add((same ? "equal      " : "DIFFERENT  ") + alone.get(i));
        }
        differences.forEach(difference -> lines.add("DIFFERENT  " + difference));
        if (updates == 0) {
            lines.add("NOTHING TRAINED: the log has no decision that leads to a version; export one that has, or lower"
                    + " learner.warm-up and learner.publish-every with --set");
        } else {
            lines.add(equal() ? "equal to the last bit" : "NOT EQUAL");
        }
        return lines;
    }

    /** For machines. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("equal", equal());
        json.put("killsWanted", wanted);
        json.put("kills", kills);
        json.put("seed", seed);
        json.put("versions", versions);
        json.put("updates", updates);
        json.put("aloneSeconds", aloneSeconds);
        json.put("killedSeconds", killedSeconds);
        json.put("alone", alone);
        json.put("killed", killed);
        json.put("differences", differences);
        return json;
    }
}
