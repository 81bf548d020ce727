package io.slipstream.environment.conformance;

import java.util.List;

/**
 * What the suite found.
 *
 * @param subject which environment
 * @param findings one for each promise
 */
public record ConformanceReport(String subject, List<Finding> findings) {
    /** Copies the list. */
    public ConformanceReport {
        findings = List.copyOf(findings);
    }

    /** Whether every promise was kept. */
    public boolean conforms() {
        return findings.stream().allMatch(Finding::kept);
    }

    /** One line for each promise, for people. */
    public String text() {
        StringBuilder text = new StringBuilder();
        long kept = findings.stream().filter(Finding::kept).count();
        text.append(subject).append(": ").append(kept).append(" of ").append(findings.size());
        text.append(" promises kept").append(System.lineSeparator());
        for (Finding finding : findings) {
            text.append(finding.kept() ? "  kept    " : "  BROKEN  ").append(finding.promise());
            if (!finding.kept()) {
                text.append(": ").append(finding.problem());
            }
            text.append(System.lineSeparator());
        }
        return text.toString();
    }
}
