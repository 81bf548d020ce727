package io.slipstream.app.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.slipstream.app.audit.RunBook;
import io.slipstream.app.audit.StageBook;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.OffsetRange;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The report of a run, counted on the log itself; {@code run --report} writes it as JSON.
 *
 * @param fleet fleet name
 * @param resumed whether the log already held an earlier run of the fleet
 * @param interrupted whether the run was ended before its schedule was
 * @param seconds wall time of this run from its first segment to its last
 * @param environmentSteps steps on the log, earlier runs included
 * @param environmentStepsOfThisRun steps that this run added
 * @param environmentStepsPerSecond of this run
 * @param episodes finished episodes on the log
 * @param segments segments on the log
 * @param lostSegments segments that a later one of their environment overtook and that never came
 * @param duplicateSegments segments that came more than once
 * @param deadLetters records that were set aside
 * @param acknowledgedVersions model versions that segments name
 * @param decisions all decisions
 * @param modelVersions all versions
 * @param stages all stages
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RunReport(
        String fleet,
        boolean resumed,
        boolean interrupted,
        double seconds,
        long environmentSteps,
        long environmentStepsOfThisRun,
        double environmentStepsPerSecond,
        long episodes,
        long segments,
        long lostSegments,
        long duplicateSegments,
        long deadLetters,
        SortedSet<Integer> acknowledgedVersions,
        List<Decision> decisions,
        List<Version> modelVersions,
        List<Stage> stages) {

    /** Log offsets, half-open. */
    public record Offsets(String topic, int partition, long from, long to) {
        static List<Offsets> of(List<OffsetRange> ranges) {
            return ranges.stream()
                    .map(range -> new Offsets(range.getTopic(), range.getPartition(), range.getFrom(), range.getTo()))
                    .toList();
        }
    }

    /** A decision and what it rests on. */
    public record Decision(
            long id,
            String component,
            long atStep,
            int modelVersion,
            @JsonProperty("ePolicy") double policyMismatch,
            @JsonProperty("eDynamics") double dynamicsMismatch,
            List<Double> band,
            String reason,
            String rejected,
            double margin,
            String baseline,
            List<Offsets> offsets) {
        static Decision of(FinetuneDecision decision) {
            return new Decision(
                    decision.getId(),
                    decision.getComponent().name(),
                    decision.getAtStep(),
                    decision.getModelVersion(),
                    decision.getEPolicy(),
                    decision.getEDynamics(),
                    List.copyOf(decision.getBand()),
                    decision.getReason(),
                    decision.getRejected().name(),
                    decision.getMargin(),
                    decision.getBaseline().name(),
                    Offsets.of(decision.getOffsets()));
        }
    }

    /** A model version; {@code parent} and {@code decision} are null for the first. */
    public record Version(
            int version,
            @Nullable Integer parent,
            @Nullable Long decision,
            String component,
            long updates,
            long trainableParameters,
            long bytesPublished,
            List<Offsets> trainingOffsets) {
        static Version of(ModelVersion version) {
            return new Version(
                    version.getVersion(),
                    version.getParent(),
                    version.getDecision(),
                    version.getComponent().name(),
                    version.getUpdates(),
                    version.getTrainableParameters(),
                    version.getBytesPublished(),
                    Offsets.of(version.getTrainingOffsets()));
        }
    }

    /** A stage of a schedule; rates and times to collision are null when no episode had them. */
    public record Stage(
            String schedule,
            String name,
            String task,
            String shift,
            long fromStep,
            long toStep,
            int episodes,
            @Nullable Double successRate,
            @Nullable Double successRateFirst100,
            @Nullable Double successRateLast100,
            @Nullable Double minTtcMean,
            SortedSet<Integer> modelVersionsSeen) {
        static Stage of(StageBook stage, long toStep) {
            return new Stage(
                    stage.schedule(),
                    stage.name(),
                    stage.task(),
                    stage.shift(),
                    stage.fromStep(),
                    toStep,
                    stage.episodes(),
                    stage.successRate(),
                    stage.firstSuccessRate(),
                    stage.lastSuccessRate(),
                    stage.minTtcMean(),
                    stage.versions());
        }
    }

    /**
     * Draws the report up.
     *
     * @param fleet fleet name
     * @param book the books, read to the end of the log
     * @param session what is known of this run beside the log
     */
    public static RunReport of(String fleet, RunBook book, Session session) {
        long steps = book.steps() - session.stepsBefore();
        return new RunReport(
                fleet,
                session.resumed(),
                session.interrupted(),
                session.seconds(),
                book.steps(),
                steps,
                session.seconds() > 0 ? steps / session.seconds() : 0,
                book.episodes(),
                book.segments(),
                book.lostSegments(),
                book.duplicateSegments(),
                book.deadLetters(),
                book.drivenVersions(),
                book.decisions().stream().map(Decision::of).toList(),
                book.versions().stream().map(Version::of).toList(),
                stages(book));
    }

    private static List<Stage> stages(RunBook book) {
        List<StageBook> books = List.copyOf(book.stages().values());
        List<Stage> stages = new ArrayList<>();
        for (int i = 0; i < books.size(); i++) {
            long toStep = i + 1 < books.size() ? books.get(i + 1).fromStep() : book.steps();
            stages.add(Stage.of(books.get(i), toStep));
        }
        return stages;
    }
}
