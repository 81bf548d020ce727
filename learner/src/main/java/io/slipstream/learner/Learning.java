package io.slipstream.learner;

import io.slipstream.learner.checkpoint.Checkpoint;
import io.slipstream.learner.checkpoint.LearnerState;
import io.slipstream.learner.ingest.Heard;
import io.slipstream.learner.ingest.LogEvent;
import io.slipstream.learner.ingest.ReplayFeed;
import io.slipstream.learner.ingest.SequenceTracker.Verdict;
import io.slipstream.learner.plan.Assignment;
import io.slipstream.learner.plan.TrainingPlan.Publication;
import io.slipstream.learner.report.LearningMeter;
import io.slipstream.learner.report.Progress;
import io.slipstream.model.ModelWeights;
import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.TransitionSegment;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a learner does with what it hears: collects segments, makes the updates that its curriculum asks for, has versions published. All of it is
 * state of one moment, cut into a checkpoint. No Kafka; one thread owns it.
 */
final class Learning implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Learning.class);
    private static final String IMITATION = "policy.imitation";

    private final LearnerSettings settings;
    private final ReplayFeed feed;
    private final Student student;
    private final VersionChain versions;
    private final Curriculum curriculum;
    private final LearningMeter meter;
    private final TrainingRecorder recorder;
    private final Tally tally = new Tally();

    /**
     * @param settings what it is told
     * @param told the same as text, which travels with the versions; empty to write nothing down of the training
     * @param origin what to go on from
     * @param feed takes what is collected
     * @param versions takes versions
     * @param meter of the learning
     */
    Learning(
            LearnerSettings settings,
            Map<String, String> told,
            Origin origin,
            ReplayFeed feed,
            VersionChain versions,
            LearningMeter meter) {
        this.settings = settings;
        this.recorder = new TrainingRecorder(told);
        this.feed = feed;
        this.versions = versions;
        this.meter = meter;
        student = new Student(settings, feed, origin.base(), origin.adapters(), origin.reference());
        curriculum = new Curriculum(
                settings,
                feed,
                student,
                versions.transitionsTopic(),
                origin.newestDecision(),
                () -> recorder.budgetBegins(this::state));
    }

    /** Takes in what the log says, and remembers where it says so. */
    void hear(Heard heard) {
        recorder.heard(heard);
        on(heard.event());
    }

    /** Takes in what the log says. */
    void on(LogEvent event) {
        if (event instanceof LogEvent.SegmentArrived arrived) {
            onSegment(arrived.segment(), arrived.partition(), arrived.offset());
        } else if (event instanceof LogEvent.EpisodeEnded ended) {
            curriculum.ended(ended.episode());
        } else if (event instanceof LogEvent.Decided decided) {
            curriculum.decided(decided.decision());
        } else if (event instanceof LogEvent.Commanded commanded) {
            curriculum.commanded(commanded.command());
        }
    }

    private void onSegment(TransitionSegment segment, int partition, long offset) {
        Verdict verdict = feed.accept(segment, partition, offset);
        boolean taken = verdict == Verdict.CONTINUES || verdict == Verdict.STARTS;
        if (taken && segment.getModelVersion() != ReplayFeed.DEMONSTRATED) {
            meter.collected(versions.version() - segment.getModelVersion());
        }
    }

    /** Takes note of what came before there was a checkpoint: commands that still hold hold on. */
    void recall(LogEvent event) {
        if (event instanceof LogEvent.Commanded commanded) {
            curriculum.recall(commanded.command());
        }
    }

    /**
     * One update of what the standing decision names, when there is one and data suffices.
     *
     * @return what happened
     */
    Step train() {
        return train(() -> {});
    }

    /**
     * One update of what the standing decision names, when there is one and data suffices.
     *
     * @param beforeDelivery called when a version is ready and about to be published: a checkpoint made in it holds the version, so that
     *     whoever goes on from there publishes it once more if it has not arrived, and never another one in its place
     * @return what happened
     */
    Step train(Runnable beforeDelivery) {
        Assignment assignment = curriculum.next();
        if (assignment == null) {
            return Step.WAITED;
        }
        if (curriculum.learned(assignment)) {
            // Whoever trains the version again has to ask for it: its journal counts this as an update.
            recorder.updated();
            publish(assignment, true, beforeDelivery);
            return Step.PUBLISHED;
        }
        update(assignment);
        Publication publication = curriculum.updated();
        boolean auditioned = curriculum.auditionDue(publication);
        if (publication == Publication.NOTHING && !auditioned) {
            return Step.UPDATED;
        }
        Optional<String> illness =
                tally.anythingMoved() ? student.illness() : Optional.of("all its updates were discarded");
        if (illness.isPresent()) {
            withhold(assignment, illness.get());
            return Step.WITHHELD;
        }
        tally.versionMade();
        student.keep();
        boolean last = publication == Publication.FINAL;
        if (auditioned) {
            curriculum.auditionBegins(assignment, last);
        }
        publish(assignment, last, beforeDelivery);
        return Step.PUBLISHED;
    }

    private void update(Assignment assignment) {
        Map<String, Double> losses = student.update(assignment.parts(), assignment.updates(), curriculum.imitates());
        if (losses.containsKey(IMITATION)) {
            curriculum.imitated();
        }
        Optional<String> problem = student.problem(losses);
        problem.ifPresent(this::discard);
        if (problem.isEmpty()) {
            meter.updated(losses);
            tally.moved();
        }
        tally.updated(settings.plan().stepsPerUpdate());
        versions.updated();
        recorder.updated();
    }

    private void publish(Assignment assignment, boolean last, Runnable beforeDelivery) {
        if (last) {
            student.refreshReference(assignment.parts(), curriculum.own());
            curriculum.budgetEnded(assignment);
        }
        versions.prepare(student, assignment, feed, recorder.training());
        recorder.versionPrepared(last);
        beforeDelivery.run();
        versions.deliver();
    }

    private void discard(String problem) {
        tally.discarded("an update was discarded: " + problem);
        LOG.warn(tally.guarded());
    }

    /** What came of this budget since its last version is forgotten, and the budget ends. */
    private void withhold(Assignment assignment, String illness) {
        tally.withheld("no version was made of " + assignment.component() + ": " + illness);
        LOG.error("{}; going back to version {}", tally.guarded(), versions.version());
        student.back();
        curriculum.budgetFailed();
        recorder.budgetEnds();
    }

    /** What came of a call to {@link #train()}. */
    enum Step {
        WAITED,
        UPDATED,
        PUBLISHED,
        WITHHELD
    }

    /** Whether the last budget ended because its policy drove as well as what it imitated. */
    boolean recovered() {
        return curriculum.recovered();
    }

    /** Whether a decision is being carried out, or what came of it judged. */
    boolean busy() {
        return curriculum.busy();
    }

    /** What an actor would drive with if it were published now. */
    ModelWeights merged() {
        return student.merged();
    }

    /** What is being trained now. */
    Component component() {
        return curriculum.component();
    }

    Progress progress(long deadLetters) {
        return progress(deadLetters, 0);
    }

    Progress progress(long deadLetters, long behind) {
        return new Progress(
                versions.version(),
                tally.updates(),
                feed.collectedSteps(),
                feed.segments(),
                feed.sequences().lost(),
                feed.sequences().duplicates(),
                feed.sequences().fenced(),
                deadLetters,
                feed.training().steps(),
                tally.trainedSteps(),
                behind,
                tally.discarded(),
                tally.withheld(),
                tally.guarded());
    }

    Checkpoint checkpoint(Map<String, Long> offsets) {
        return new Checkpoint(
                settings.fleet(),
                versions.version(),
                student.base(),
                student.adapters(),
                state(),
                offsets,
                recorder.recording(versions.pending()));
    }

    private LearnerState state() {
        return new LearnerState(
                student.reference().toJson(),
                student.trainerState(),
                student.samplerState(),
                feed.arrivals().runs(),
                feed.sequences().state(),
                curriculum.standing(),
                curriculum.finished(),
                curriculum.apprenticeship(),
                counters());
    }

    private Map<String, Long> counters() {
        Map<String, Long> counters = new TreeMap<>(Map.of(
                "collectedSteps",
                feed.collectedSteps(),
                "segments",
                feed.segments(),
                "updatesSinceParent",
                versions.updatesSinceParent()));
        tally.save(counters);
        curriculum.save(counters);
        return counters;
    }

    /** Goes on from a checkpoint, after its window has been fed in again. */
    void restore(Checkpoint checkpoint) {
        restore(checkpoint.state());
        recorder.restore(checkpoint.recording());
    }

    /** Goes on from a state, after its window has been fed in again. */
    void restore(LearnerState state) {
        Map<String, Long> counters = state.counters();
        student.restore(state.trainer(), state.samplerState());
        feed.restore(
                state.sequences(),
                counters.getOrDefault("collectedSteps", 0L),
                counters.getOrDefault("segments", 0L),
                state.arrivals());
        curriculum.restore(state);
        tally.restore(counters);
        versions.restoreUpdates(counters.getOrDefault("updatesSinceParent", 0L));
    }

    @Override
    public void close() {
        student.close();
    }
}
