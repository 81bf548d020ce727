package io.slipstream.app.explain;

import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.MismatchReport;
import io.slipstream.schemas.avro.ModelVersion;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a log holds of decisions and what they rest on, each list in the order of the log.
 *
 * @param decisions decisions
 * @param reports mismatch reports
 * @param versions manifests of model versions
 */
public record LogRecords(List<FinetuneDecision> decisions, List<MismatchReport> reports, List<ModelVersion> versions) {
    /** Takes copies. */
    public LogRecords {
        decisions = List.copyOf(decisions);
        reports = List.copyOf(reports);
        versions = List.copyOf(versions);
    }

    /** The fleets that have windows or decisions, by name. */
    SortedSet<String> fleets() {
        SortedSet<String> fleets = new TreeSet<>();
        decisions.forEach(decision -> fleets.add(decision.getFleet()));
        reports.forEach(report -> fleets.add(report.getFleet()));
        return fleets;
    }

    /** Only what is about one fleet. */
    LogRecords of(String fleet) {
        return new LogRecords(
                decisions.stream().filter(one -> one.getFleet().equals(fleet)).toList(),
                reports.stream().filter(one -> one.getFleet().equals(fleet)).toList(),
                versions.stream().filter(one -> one.getFleet().equals(fleet)).toList());
    }
}
