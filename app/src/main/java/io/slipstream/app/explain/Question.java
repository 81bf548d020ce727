package io.slipstream.app.explain;

import io.slipstream.monitor.decide.AdaWmConstants;
import io.slipstream.monitor.decide.DecisionSettings;
import io.slipstream.runtime.signals.Reference;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.MismatchReport;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.SignalReading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What shall be explained; the last decision when neither number is given.
 *
 * @param fleet whose, not needed when there is only one
 * @param decision number of a decision
 * @param window number of a window
 */
public record Question(
        @Nullable String fleet,
        @Nullable Long decision,
        @Nullable Long window) {

    /**
     * Finds everything that belongs to it.
     *
     * @param settings of the monitor, for windows of which no decision came
     * @throws NothingToExplainException when it is not in the records
     */
    public Explanation answer(LogRecords all, DecisionSettings settings) {
        LogRecords records = all.of(fleetIn(all));
        Optional<FinetuneDecision> made = decisionIn(records);
        return made.map(found -> explain(found, records))
                .orElseGet(() -> explain(windowIn(records), records, settings));
    }

    private String fleetIn(LogRecords records) {
        SortedSet<String> fleets = records.fleets();
        if (fleets.isEmpty()) {
            throw new NothingToExplainException(
                    "the log holds neither decisions nor windows; let `slipstream run` or a monitor work on it first");
        }
        if (fleet == null && fleets.size() > 1) {
            throw new NothingToExplainException(
                    "the log holds the fleets " + String.join(", ", fleets) + "; choose one with --fleet");
        }
        if (fleet != null && !fleets.contains(fleet)) {
            throw new NothingToExplainException(
                    "there is no fleet " + fleet + " on the log; known are " + String.join(", ", fleets));
        }
        return fleet == null ? fleets.first() : fleet;
    }

    /** Empty when a window is asked for that led to none. */
    private Optional<FinetuneDecision> decisionIn(LogRecords records) {
        List<FinetuneDecision> decisions = records.decisions();
        if (window != null) {
            return last(decisions.stream()
                    .filter(made -> made.getWindow() == window)
                    .toList());
        }
        Optional<FinetuneDecision> found = decision == null
                ? last(decisions)
                : last(decisions.stream()
                        .filter(made -> made.getId() == decision)
                        .toList());
        if (found.isEmpty()) {
            throw new NothingToExplainException(missingDecision(records));
        }
        return found;
    }

    private String missingDecision(LogRecords records) {
        String what = decision == null ? "there is no decision yet" : "there is no decision " + decision;
        List<Long> numbers =
                records.decisions().stream().map(FinetuneDecision::getId).toList();
        String known = numbers.isEmpty() ? "none has been made" : "the log holds decisions " + Numbers.words(numbers);
        return decision == null
                ? what + "; --window N explains one of the windows " + windows(records)
                : what + "; " + known + ", and windows (--window N) " + windows(records);
    }

    private static String windows(LogRecords records) {
        return Numbers.words(
                records.reports().stream().map(MismatchReport::getWindow).toList());
    }

    private MismatchReport windowIn(LogRecords records) {
        return last(records.reports().stream()
                        .filter(report -> window != null && report.getWindow() == window)
                        .toList())
                .orElseThrow(() -> new NothingToExplainException(
                        "there is no window " + window + "; the log holds windows " + windows(records)));
    }

    private static Explanation explain(FinetuneDecision made, LogRecords records) {
        Optional<ModelVersion> driver = version(records.versions(), made.getModelVersion());
        return new Explanation(
                made.getFleet(),
                made.getWindow(),
                made.getAtStep(),
                made.getModelVersion(),
                Judgement.of(made),
                measured(made.getEvidence(), roles(driver)),
                made.getOffsets(),
                Optional.of(made),
                last(records.reports().stream()
                        .filter(report ->
                                report.getWindow() == made.getWindow() && report.getToStep() == made.getAtStep())
                        .toList()),
                driver,
                answers(records.versions(), made.getId()));
    }

    private static Explanation explain(MismatchReport report, LogRecords records, DecisionSettings settings) {
        Optional<ModelVersion> driver = version(records.versions(), report.getModelVersion());
        FeatureRoles roles = roles(driver);
        List<SignalReading> readings = new ArrayList<>(List.of(report.getDynamics(), report.getPolicy()));
        readings.addAll(report.getSignals());
        return new Explanation(
                report.getFleet(),
                report.getWindow(),
                report.getToStep(),
                report.getModelVersion(),
                Judgement.of(report, roles, settings, adaWm(driver, settings)),
                measured(readings, roles),
                report.getOffsets(),
                Optional.empty(),
                Optional.of(report),
                driver,
                List.of());
    }

    private static AdaWmConstants adaWm(Optional<ModelVersion> driver, DecisionSettings settings) {
        return driver.map(version -> AdaWmConstants.of(Reference.fromAvro(version.getReference()), settings))
                .orElse(new AdaWmConstants(settings.c1(), settings.c2()));
    }

    private static FeatureRoles roles(Optional<ModelVersion> driver) {
        return driver.map(version -> FeatureRoles.ofSpec(version.getSpec())).orElse(new FeatureRoles(List.of()));
    }

    private static List<Measured> measured(List<SignalReading> readings, FeatureRoles roles) {
        return readings.stream()
                .map(Measured::reading)
                .map(reading -> new Measured(roles.aspect(reading.signal()), reading))
                .toList();
    }

    private static Optional<ModelVersion> version(List<ModelVersion> versions, int number) {
        return last(versions.stream()
                .filter(version -> version.getVersion() == number)
                .toList());
    }

    /** The newest manifest of each number: compaction may not have come to the older ones yet. */
    private static Collection<ModelVersion> newest(List<ModelVersion> versions) {
        TreeMap<Integer, ModelVersion> byNumber = new TreeMap<>();
        versions.forEach(version -> byNumber.put(version.getVersion(), version));
        return byNumber.values();
    }

    private static List<ModelVersion> answers(List<ModelVersion> versions, long decision) {
        return newest(versions).stream()
                .filter(version -> version.getDecision() != null && version.getDecision() == decision)
                .sorted(Comparator.comparingInt(ModelVersion::getVersion))
                .toList();
    }

    private static <T> Optional<T> last(List<T> found) {
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(found.size() - 1));
    }
}
