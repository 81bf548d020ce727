package io.slipstream.app.lineage;

import io.slipstream.schemas.avro.ModelVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A lineage in words. */
public final class LineageText {
    private LineageText() {}

    /** Line by line, the version that was asked for first. */
    public static List<String> lines(Lineage lineage) {
        List<String> lines = new ArrayList<>();
        for (int i = lineage.ancestors().size() - 1; i >= 0; i--) {
            Ancestor ancestor = lineage.ancestors().get(i);
            lines.add(headline(ancestor));
            details(ancestor).forEach(detail -> lines.add("    " + detail));
        }
        lineage.gaps().forEach(gap -> lines.add("missing: " + gap));
        return lines;
    }

    /** What it is and why. */
    static String headline(Ancestor ancestor) {
        ModelVersion manifest = ancestor.manifest();
        if (manifest.getParent() == null) {
            return "version " + ancestor.version() + ": published from a model folder";
        }
        String why = ancestor.decision()
                .map(decision -> String.format(
                        Locale.ROOT,
                        "decision %d (%s) at step %,d",
                        decision.getId(),
                        decision.getFinding(),
                        decision.getAtStep()))
                .orElse(manifest.getDecision() == null ? "a command" : "decision " + manifest.getDecision());
        return "version " + ancestor.version() + ": " + manifest.getComponent() + " from version "
                + manifest.getParent() + ", after " + why;
    }

    /** What it was trained on. */
    static List<String> details(Ancestor ancestor) {
        ModelVersion manifest = ancestor.manifest();
        List<String> details = new ArrayList<>();
        if (manifest.getParent() != null) {
            details.add(String.format(
                    Locale.ROOT,
                    "%,d updates of %,d parameters, seed %d; window of %,d steps in %,d segments (%.1f MB) of %s",
                    manifest.getUpdates(),
                    manifest.getTrainableParameters(),
                    manifest.getSeed(),
                    ancestor.data().steps(),
                    ancestor.data().segments(),
                    ancestor.data().bytes() / 1e6,
                    tasks(ancestor)));
            details.add("offsets "
                    + ancestor.offsets().stream()
                            .map(range -> range.getPartition() + ":" + range.getFrom() + "-" + range.getTo())
                            .collect(Collectors.joining(" ")));
        }
        details.add("base " + manifest.getBase().getSha256().substring(0, 12)
                + manifest.getAdapters().stream()
                        .map(adapter -> ", " + adapter.getName() + " "
                                + adapter.getSha256().substring(0, 12))
                        .collect(Collectors.joining()));
        return details;
    }

    private static String tasks(Ancestor ancestor) {
        return ancestor.data().byTask().isEmpty()
                ? "unknown tasks"
                : ancestor.data().byTask().entrySet().stream()
                        .map(task -> String.format(Locale.ROOT, "%s %,d", task.getKey(), task.getValue()))
                        .collect(Collectors.joining(", "));
    }
}
