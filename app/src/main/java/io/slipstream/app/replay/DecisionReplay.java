package io.slipstream.app.replay;

import io.slipstream.app.log.Gaps;
import io.slipstream.app.log.LogRecord;
import io.slipstream.app.log.RangeReader;
import io.slipstream.app.log.StoredLog;
import io.slipstream.app.log.UnusableLogException;
import io.slipstream.monitor.MonitorSettings;
import io.slipstream.monitor.decide.DecisionState;
import io.slipstream.monitor.topology.TopologySettings;
import io.slipstream.monitor.topology.WindowReplay;
import io.slipstream.monitor.topology.WireFormat;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.serde.UnknownSchemaException;
import io.slipstream.schemas.Topics;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.MismatchReport;
import io.slipstream.schemas.avro.OffsetRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Computes windows and decisions again: the signals from the offsets that the report names, against the reference of the version that drove;
 * the decision from these and from where the decision stood, which follows from the reports before it.
 */
public final class DecisionReplay {
    // When a record was written is no result; with which settings is what the result is computed from.
    private static final Comparison REPORTS = new Comparison(Set.of("createdAt", "settings"));
    private static final Comparison DECISIONS = new Comparison(Set.of("createdAt"));

    private final StoredLog log;
    private final FleetRecords records;
    private final Config config;
    private final Gaps gaps;
    private final Recomputed made;
    private final WindowReplay windows;
    private final Map<Long, DecisionState> before = new HashMap<>();

    /**
     * @param log where the records are
     * @param records what the log says
     * @param config settings for reports that do not carry their own
     * @param gaps takes what is missing
     * @param made takes reports and decisions as they come out
     */
    public DecisionReplay(StoredLog log, FleetRecords records, Config config, Gaps gaps, Recomputed made) {
        this.log = log;
        this.records = records;
        this.config = config;
        this.gaps = gaps;
        this.made = made;
        windows = new WindowReplay(
                records.fleet(), WireFormat.avro(config.get(CommonSettings.RECORDS_MAX_BYTES)), records.manifests());
        follow();
    }

    /** Where the decision stood before every window, by what the reports say. */
    private void follow() {
        DecisionState state = DecisionState.initial();
        long expected = 0;
        for (MismatchReport report : records.reports()) {
            if (expected == 0 && report.getWindow() > 0) {
                gaps.report("the reports of windows 0 to " + (report.getWindow() - 1)
                        + " are no longer on the log: where the decision stood before is not known");
            }
            expected = report.getWindow() + 1;
            before.put(report.getWindow(), state);
            state = windows.after(state, report, settings(report));
        }
    }

    /** Number of windows that can be computed again. */
    public int size() {
        return records.reports().size();
    }

    /**
     * Computes a decision and its window again.
     *
     * @throws UnusableLogException when there is no such decision, or what it rests on is gone
     */
    public Verdict decision(long id) {
        FinetuneDecision decision = records.decisions().stream()
                .filter(one -> one.getId() == id)
                .findFirst()
                .orElseThrow(() -> new UnusableLogException("there is no decision " + id + "; the log holds "
                        + records.decisions().size() + " decisions of fleet " + records.fleet()));
        MismatchReport report = records.reportOf(decision)
                .orElseThrow(() -> new UnusableLogException("decision " + id + " rests on window "
                        + decision.getWindow() + ", whose report is not on the log"));
        return window(report);
    }

    /** Computes every window again, and every decision with its window. */
    public void all(Consumer<Verdict> verdicts) {
        records.reports().forEach(report -> verdicts.accept(window(report)));
    }

    private Verdict window(MismatchReport report) {
        int gapsBefore = gaps.found().size();
        WindowReplay.Window window = windows.window(report, settings(report));
        RangeReader reader = new RangeReader(log, gaps);
        String transitions = Topics.TRANSITIONS.name(config.get(CommonSettings.TOPICS_PREFIX));
        for (OffsetRange range : report.getOffsets()) {
            reader.read(
                    range,
                    range.getTopic().equals(transitions)
                            ? record -> take(record, window::segment)
                            : record -> take(record, window::episode));
        }
        DecisionState state = before.getOrDefault(report.getWindow(), DecisionState.initial());
        WindowReplay.Outcome outcome = window.close(state);
        outcome.report().ifPresent(made::report);
        outcome.decision().ifPresent(made::decision);
        List<Difference> differences = new ArrayList<>();
        outcome.report()
                .ifPresentOrElse(
                        again -> differences.addAll(prefixed("report.", REPORTS.differences(report, again))),
                        () -> differences.add(
                                new Difference("report", "window " + report.getWindow(), "no usable segment")));
        differences.addAll(decided(report, outcome));
        return new Verdict(
                what(report),
                detail(report),
                differences,
                notes(report, gaps.found().subList(gapsBefore, gaps.found().size())));
    }

    private void take(LogRecord record, Consumer<WindowReplay.Bytes> window) {
        try {
            window.accept(new WindowReplay.Bytes(record.topic(), record.partition(), record.offset(), record.value()));
        } catch (UnknownSchemaException e) {
            gaps.report(FutureSchema.message(record, e));
        }
    }

    private List<Difference> decided(MismatchReport report, WindowReplay.Outcome outcome) {
        FinetuneDecision recorded = records.decisionOf(report).orElse(null);
        FinetuneDecision again = outcome.decision().orElse(null);
        if (recorded != null && again != null) {
            return prefixed("decision.", DECISIONS.differences(recorded, again));
        }
        if (recorded == null && again == null) {
            return List.of();
        }
        return List.of(new Difference("decision", named(recorded), named(again)));
    }

    private static String named(@Nullable FinetuneDecision decision) {
        return decision == null ? "none" : decision.getId() + " " + decision.getComponent();
    }

    private static List<Difference> prefixed(String prefix, List<Difference> differences) {
        return differences.stream()
                .map(one -> new Difference(prefix + one.field(), one.recorded(), one.recomputed()))
                .toList();
    }

    private String what(MismatchReport report) {
        return records.decisionOf(report)
                .map(decision -> "decision " + decision.getId() + " " + decision.getComponent() + ", window "
                        + report.getWindow())
                .orElse("window " + report.getWindow());
    }

    private static String detail(MismatchReport report) {
        long offsets = report.getOffsets().stream()
                .mapToLong(range -> range.getTo() - range.getFrom())
                .sum();
        return String.format(
                Locale.ROOT,
                "%,d steps of version %d from %,d offsets in %d ranges, %d signals",
                report.getSteps(),
                report.getModelVersion(),
                offsets,
                report.getOffsets().size(),
                report.getSignals().size() + 2);
    }

    private static List<String> notes(MismatchReport report, List<String> missing) {
        List<String> notes = new ArrayList<>();
        if (report.getSettings().isEmpty()) {
            notes.add("the report does not say with which settings it was computed (it is of a version before v3 of the"
                    + " schemas): those of this command are used");
        }
        missing.forEach(gap -> notes.add("partial: " + gap));
        return notes;
    }

    private TopologySettings settings(MismatchReport report) {
        return MonitorSettings.recorded(report.getSettings(), config).topology();
    }
}
