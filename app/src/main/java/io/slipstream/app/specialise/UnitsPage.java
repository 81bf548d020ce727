package io.slipstream.app.specialise;

import io.slipstream.app.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures of the sub-units as a Markdown page. */
final class UnitsPage {
    private UnitsPage() {}

    static List<String> of(UnitFigures figures, List<Domain> domains, String command) {
        List<String> lines = new ArrayList<>();
        lines.add("# The sub-units of the policy");
        lines.add("");
        lines.add("`" + command
                + "` prints this page. Below, \"end\" is what a sub-unit comes to when it alone is mixed in:");
        lines.add("W0 + (W_m - W0) - mean of all (W_n - W0); equal shares are the base itself.");
        lines.add("");
        lines.add("| sub-unit | specialised on; a quarter of its episodes are at home |");
        lines.add("|---|---|");
        domains.forEach(domain -> lines.add("| " + domain.name() + " | " + domain.summary() + " |"));
        addSuccess(lines, figures);
        addDistances(lines, figures);
        addHalfway(lines, figures);
        return lines;
    }

    private static void addSuccess(List<String> lines, UnitFigures figures) {
        section(lines, "Success, sampled actions, " + figures.episodes() + " fresh episodes each (95 % interval)");
        lines.add("| task | base | " + String.join(" | ", figures.units()) + " |");
        lines.add("|---|---|" + "---|".repeat(figures.units().size()));
        for (int t = 0; t < figures.tasks().size(); t++) {
            StringBuilder row = new StringBuilder("| " + figures.tasks().get(t) + " |");
            figures.success()
                    .get(t)
                    .forEach(share -> row.append(' ').append(text(share)).append(" |"));
            lines.add(row.toString());
        }
    }

    private static void addDistances(List<String> lines, UnitFigures figures) {
        section(
                lines,
                "Mean total variation of the action distributions, in " + figures.states()
                        + " states that the base visits");
        List<String> pairs = pairs(figures.units());
        lines.add("| task | " + String.join(" | ", pairs) + " | each from the base |");
        lines.add("|---|" + "---|".repeat(pairs.size() + 1));
        for (int t = 0; t < figures.tasks().size(); t++) {
            StringBuilder row = new StringBuilder("| " + figures.tasks().get(t) + " |");
            double[][] apart = figures.apart().get(t);
            for (int m = 0; m < apart.length; m++) {
                for (int n = m + 1; n < apart.length; n++) {
                    row.append(String.format(Locale.ROOT, " %.3f |", apart[m][n]));
                }
            }
            List<String> own = new ArrayList<>();
            for (double distance : figures.fromBase().get(t)) {
                own.add(String.format(Locale.ROOT, "%.3f", distance));
            }
            lines.add(row + " " + String.join(", ", own) + " |");
        }
        lines.add("");
        lines.add(String.format(Locale.ROOT, "The two nearest ends are %.3f apart.", figures.nearest()));
    }

    private static void addHalfway(List<String> lines, UnitFigures figures) {
        section(lines, "Halfway between two ends, success on " + figures.tasks().get(0));
        List<String> pairs = pairs(figures.units());
        lines.add("| " + String.join(" | ", pairs) + " |");
        lines.add("|" + "---|".repeat(pairs.size()));
        StringBuilder row = new StringBuilder("|");
        figures.between().forEach(share -> row.append(' ').append(text(share)).append(" |"));
        lines.add(row.toString());
    }

    private static void section(List<String> lines, String title) {
        lines.add("");
        lines.add("## " + title);
        lines.add("");
    }

    private static List<String> pairs(List<String> units) {
        List<String> pairs = new ArrayList<>();
        for (int m = 0; m < units.size(); m++) {
            for (int n = m + 1; n < units.size(); n++) {
                pairs.add(units.get(m) + ", " + units.get(n));
            }
        }
        return pairs;
    }

    private static String text(Interval share) {
        return String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", share.value(), share.low(), share.high());
    }
}
