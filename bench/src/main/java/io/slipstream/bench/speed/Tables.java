package io.slipstream.bench.speed;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints what was measured as tables for people. */
final class Tables {
    private final PrintWriter out;

    Tables(PrintWriter out) {
        this.out = out;
    }

    void machine(Map<String, Object> machine) {
        machine.forEach((name, value) -> out.println(name + ": " + value));
        out.flush();
    }

    void limits(Map<String, Double> limits) {
        out.println();
        out.println("| limit of this machine, one thread | rate |");
        out.println("|---|---:|");
        limits.forEach((name, rate) -> out.println("| " + name + " | " + number(rate) + " |"));
        out.flush();
    }

    void partsHead() {
        out.println();
        out.println(
                "| part | a second of processor time | slowest - fastest round | held against | its rate | ours / limit |");
        out.println("|---|---:|---:|---|---:|---:|");
    }

    /** One line, as soon as it is known. */
    void part(Result result) {
        out.printf(
                Locale.ROOT,
                "| %s | %s %s | %s - %s | %s | %s | %s |%n",
                result.name(),
                number(result.ours().median()),
                result.unit(),
                number(result.ours().slowest()),
                number(result.ours().fastest()),
                result.limitName(),
                number(result.limit().median()),
                ratio(result.ratio()));
        out.flush();
    }

    void wholeHead() {
        out.println();
        out.println(
                "| environments x actors | training | env-steps/s into the replay window | processors busy | env-steps per"
                        + " processor second | updates/s | window's end to report | windows | policy lag |");
        out.println("|---|---|---:|---:|---:|---:|---:|---:|---:|");
    }

    /** One line, as soon as it is known. */
    void whole(WholeResult result) {
        out.printf(
                Locale.ROOT,
                "| %d x %d | %s | %s | %.2f | %s | %.1f | %s | %d | %.2f |%n",
                result.environments(),
                result.actors(),
                result.training().word(),
                number(result.stepsPerSecond()),
                result.processorShare(),
                number(result.stepsPerSecond() / result.processorShare()),
                result.updatesPerSecond(),
                result.reports() == 0 ? "-" : String.format(Locale.ROOT, "%.0f ms", result.reportMillis()),
                result.reports(),
                result.policyLag());
        out.flush();
    }

    static String ratio(double ratio) {
        return String.format(Locale.ROOT, ratio >= 100 ? "%.0f" : ratio >= 10 ? "%.1f" : "%.3f", ratio);
    }

    private static String number(double value) {
        return value >= 1e9
                ? String.format(Locale.ROOT, "%.2f G", value / 1e9)
                : value >= 1e6
                        ? String.format(Locale.ROOT, "%.2f M", value / 1e6)
                        : value >= 1e4
                                ? String.format(Locale.ROOT, "%.1f k", value / 1e3)
                                : String.format(Locale.ROOT, "%.1f", value);
    }

    static List<String> names(List<Probe> probes) {
        return probes.stream().map(Probe::part).distinct().toList();
    }
}
