package io.slipstream.app.soak;

import io.slipstream.app.report.TextTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Whether a process stayed as it was: its second sixth against its last. The first sixth is left out, in which caches fill and code is
 * compiled.
 *
 * @param findings a figure each
 */
public record SoakVerdict(List<Finding> findings) {
    private static final int PARTS = 6;

    /**
     * A figure then and at the end.
     *
     * @param name of the figure
     * @param before median of the second sixth
     * @param after median of the last one
     * @param limit what it may be at the end
     * @param holds whether it is within
     */
    public record Finding(String name, double before, double after, String limit, boolean holds) {}

    /**
     * Judges a curve.
     *
     * @throws IllegalArgumentException if it is too short
     */
    public static SoakVerdict of(List<SoakSample> curve) {
        if (curve.size() < 2 * PARTS) {
            throw new IllegalArgumentException(
                    "a soak of " + curve.size() + " samples says nothing; it takes at least " + 2 * PARTS);
        }
        List<SoakSample> before = part(curve, 1);
        List<SoakSample> after = part(curve, PARTS - 1);
        List<Finding> findings = new ArrayList<>();
        findings.add(atLeast("env-steps/s", rate(before), rate(after), .95));
        findings.add(atMost("resident memory, MB", before, after, SoakSample::residentMb, 1.1, 0));
        findings.add(atMost("heap after a full collection, MB", before, after, SoakSample::liveHeapMb, 1.1, 0));
        findings.add(atMost("native arrays", before, after, SoakSample::nativeArrays, 1.1, 100));
        findings.add(atMost("threads", before, after, SoakSample::threads, 1, 5));
        findings.add(atMost("file handles", before, after, SoakSample::handles, 1.1, 20));
        // Logs grow until a segment ends and is compacted or deleted.
        findings.add(atMost("data folder but the weights, MB", before, after, SoakSample::diskMb, 1.1, 50));
        return new SoakVerdict(findings);
    }

    private static List<SoakSample> part(List<SoakSample> curve, int index) {
        double end = curve.get(curve.size() - 1).seconds();
        return curve.stream()
                .filter(sample ->
                        sample.seconds() >= end * index / PARTS && sample.seconds() <= end * (index + 1) / PARTS)
                .toList();
    }

    private static double rate(List<SoakSample> part) {
        SoakSample first = part.get(0);
        SoakSample last = part.get(part.size() - 1);
        return (last.steps() - first.steps()) / (last.seconds() - first.seconds());
    }

    private static Finding atLeast(String name, double before, double after, double share) {
        double limit = share * before;
        return new Finding(name, before, after, ">= " + figure(limit), after >= limit);
    }

    private static Finding atMost(
            String name,
            List<SoakSample> before,
            List<SoakSample> after,
            ToDoubleFunction<SoakSample> figure,
            double factor,
            double beside) {
        double then = median(before, figure);
        double now = median(after, figure);
        double limit = factor * then + beside;
        // What could not be read says nothing, neither well nor ill.
        boolean known = !Double.isNaN(then) && !Double.isNaN(now);
        return new Finding(name, then, now, "<= " + figure(limit), !known || now <= limit);
    }

    private static double median(List<SoakSample> part, ToDoubleFunction<SoakSample> figure) {
        double[] values = part.stream()
                .mapToDouble(figure)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        return values.length == 0 ? Double.NaN : values[values.length / 2];
    }

    /** Whether all are within. */
    public boolean holds() {
        return findings.stream().allMatch(Finding::holds);
    }

    /** For a terminal. */
    public TextTable table() {
        TextTable table = new TextTable("", "figure", "second sixth", "last sixth", "limit", "");
        for (Finding finding : findings) {
            table.row(Arrays.asList(
                    finding.name(),
                    figure(finding.before()),
                    figure(finding.after()),
                    finding.limit(),
                    finding.holds() ? "holds" : "BROKEN"));
        }
        return table;
    }

    private static String figure(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.0f", value);
    }
}
