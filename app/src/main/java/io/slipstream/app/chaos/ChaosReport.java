package io.slipstream.app.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of a chaos run.
 *
 * @param settings what was done
 * @param seconds how long faults came
 * @param recoveries every fault
 * @param lives of the processes
 * @param load that the fleet held
 * @param healed whether everything was well again afterwards and the learner had read the whole log
 * @param outcome what the log says
 */
public record ChaosReport(
        ChaosSettings settings,
        double seconds,
        List<Recovery> recoveries,
        List<Lives> lives,
        Load load,
        boolean healed,
        LogCheck.Outcome outcome) {
    /**
     * Lives of a process.
     *
     * @param name of the process
     * @param lives starts
     * @param ownEnds ends that nobody caused from outside
     */
    record Lives(String name, int lives, int ownEnds) {}

    /** Copies the lists. */
    public ChaosReport {
        recoveries = List.copyOf(recoveries);
        lives = List.copyOf(lives);
    }

    /** Whether nothing was lost, doubled or wrong, and everything came back. */
    public boolean holds() {
        return healed && outcome.holds() && recoveries.stream().allMatch(one -> Double.isFinite(one.well()));
    }

    /** For people. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT, "%d faults in %.1f min (seed %d)", recoveries.size(), seconds / 60, settings.seed()));
        lines.add(String.format(
                Locale.ROOT,
                "load held: %.0f of %.0f env-steps/s (%.0f %%); longest silence %.0f s",
                load.stepsPerSecond(),
                load.pace(),
                100 * load.stepsPerSecond() / load.pace(),
                load.longestSilence()));
        recoveryLines(lines);
        lives.forEach(one -> lines.add(String.format(
                Locale.ROOT, "%-10s %3d lives, ended by itself %d times", one.name(), one.lives(), one.ownEnds())));
        lines.addAll(lines(outcome));
        lines.add(holds() ? "nothing lost, doubled or wrong" : healed ? "BROKEN" : "NOT WELL AGAIN");
        return lines;
    }

    /** The answers of a log. */
    static List<String> lines(LogCheck.Outcome outcome) {
        List<String> lines = new ArrayList<>();
        for (Invariant.Result result : outcome.invariants()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%s  %s (%,d looks, %d against)",
                    result.holds() ? "holds" : result.checked() == 0 ? "EMPTY" : "BROKEN",
                    result.name(),
                    result.checked(),
                    result.violations()));
            result.examples().forEach(example -> lines.add("       " + example));
        }
        lines.add(String.format(
                Locale.ROOT,
                "%,d segments with %,d steps of %d actor lives, %d windows, %d decisions, %d versions, %d updates",
                outcome.segments(),
                outcome.steps(),
                outcome.actorLives(),
                outcome.windows(),
                outcome.decisions(),
                outcome.versions(),
                outcome.updates()));
        return lines;
    }

    private void recoveryLines(List<String> lines) {
        lines.add("seconds from mending to being well: median, 95 %, most");
        byKind().forEach((kind, values) -> lines.add(String.format(
                Locale.ROOT,
                "%-22s %3d faults %7.1f %7.1f %7.1f",
                kind,
                values.size(),
                quantile(values, 0.5),
                quantile(values, 0.95),
                quantile(values, 1))));
    }

    private Map<String, List<Double>> byKind() {
        Map<String, List<Double>> kinds = new TreeMap<>();
        for (Recovery one : recoveries) {
            String role = one.fault().target().replaceAll("-\\d+$", "");
            kinds.computeIfAbsent(one.fault().kind() + " " + role, key -> new ArrayList<>())
                    .add(one.seconds());
        }
        kinds.values().forEach(values -> values.sort(null));
        return kinds;
    }

    private static double quantile(List<Double> sorted, double share) {
        int at = (int) Math.ceil(share * sorted.size()) - 1;
        return sorted.get(Math.max(0, at));
    }

    /** For machines. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("holds", holds());
        json.put("seed", settings.seed());
        json.put("seconds", seconds);
        json.put("faults", recoveries.size());
        json.put("segments", outcome.segments());
        json.put("steps", outcome.steps());
        json.put("windows", outcome.windows());
        json.put("decisions", outcome.decisions());
        json.put("versions", outcome.versions());
        json.put("healed", healed);
        json.put("load", load);
        json.put("lives", lives);
        json.put("invariants", outcome.invariants());
        json.put("recoveries", recoveries.stream().map(ChaosReport::flat).toList());
        return json;
    }

    private static Map<String, Object> flat(Recovery one) {
        Map<String, Object> flat = new LinkedHashMap<>();
        flat.put("number", one.fault().number());
        flat.put("kind", one.fault().kind());
        flat.put("target", one.fault().target());
        flat.put("at", one.at());
        flat.put("mended", one.mended());
        flat.put("well", Double.isFinite(one.well()) ? one.well() : null);
        return flat;
    }
}
