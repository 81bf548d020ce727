package io.slipstream.learner;

import io.slipstream.learner.checkpoint.Checkpoint;
import io.slipstream.learner.checkpoint.LearnerState;
import io.slipstream.learner.ingest.EventReader;
import io.slipstream.learner.ingest.Heard;
import io.slipstream.learner.ingest.LogEvent;
import io.slipstream.learner.ingest.ReplayFeed;
import io.slipstream.learner.ingest.SequenceTracker.Verdict;
import io.slipstream.learner.plan.Assignment;
import io.slipstream.learner.plan.Part;
import io.slipstream.learner.plan.TrainingPlan;
import io.slipstream.learner.plan.TrainingPlan.Publication;
import io.slipstream.learner.reference.Apprenticeship;
import io.slipstream.learner.reference.RecentEpisodes.Ending;
import io.slipstream.learner.report.LearningMeter;
import io.slipstream.learner.report.Progress;
import io.slipstream.model.ModelWeights;
import io.slipstream.runtime.signals.Level;
import io.slipstream.runtime.signals.SignalNames;
import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.CommandKind;
import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.EpisodeSummary;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.Outcome;
import io.slipstream.schemas.avro.TransitionSegment;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a learner does with what it hears: collects segments, carries out the standing decision, has versions published.
 * All of it is state of one moment, cut into a checkpoint. No Kafka; one thread owns it.
 */
final class Learning implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Learning.class);
    /** A decision whose number is so far ahead is no monitor's: taken for one, every later one would seem old. */
    private static final long LEAP = 1_000_000;

    private static final String IMITATION = "policy.imitation";
    private static final Set<Part> ONLY_POLICY = Set.of(Part.POLICY);

    private final LearnerSettings settings;
    private final ReplayFeed feed;
    private final Student student;
    private final VersionChain versions;
    private final TrainingPlan plan;
    private final Orders orders;
    private final Precedence precedence = new Precedence();
    private final LearningMeter meter;
    private final Apprenticeship apprenticeship = new Apprenticeship();
    private final TrainingRecorder recorder;
    private final Tally tally = new Tally();
    private long newestDecision;
    // Whether the monitor has found nothing wrong since the last budget began.
    private boolean fitted = true;
    // What was carried out last, while its policy is being judged; once for each decision it is worth another budget.
    private @Nullable Assignment finished;
    private boolean prolonged;

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
        plan = new TrainingPlan(settings.plan(), settings.strategy());
        orders = new Orders(plan);
        student = new Student(settings, feed, origin.base(), origin.adapters(), origin.reference());
        newestDecision = origin.newestDecision();
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
            onEpisode(ended.episode());
        } else if (event instanceof LogEvent.Decided decided) {
            onDecision(decided.decision());
        } else if (event instanceof LogEvent.Commanded commanded) {
            onCommand(commanded.command());
        }
    }

    private void onSegment(TransitionSegment segment, int partition, long offset) {
        Verdict verdict = feed.accept(segment, partition, offset);
        boolean taken = verdict == Verdict.CONTINUES || verdict == Verdict.STARTS;
        if (taken && segment.getModelVersion() != ReplayFeed.DEMONSTRATED) {
            meter.collected(versions.version() - segment.getModelVersion());
        }
    }

    private void onDecision(FinetuneDecision decision) {
        long id = decision.getId();
        if (id > newestDecision + LEAP) {
            LOG.warn(
                    "decision {} is passed over: the newest one is {}, and nobody decides so often",
                    id,
                    newestDecision);
        } else if (id > newestDecision) {
            newestDecision = id;
            fitted |= decision.getComponent() == Component.NONE;
            begin(
                    id,
                    precedence.named(decision, plan.stands(Component.POLICY) && apprenticeship.worthwhile()),
                    Onset.stepsSince(decision, versions.transitionsTopic(), feed.arrivals()));
        }
    }

    private void onEpisode(EpisodeSummary episode) {
        Ending ending = new Ending(
                episode.getReturn$(),
                episode.getOutcome() == Outcome.DESTINATION,
                feed.collectedBefore(episode.getSteps()),
                feed.collectedSteps());
        if (episode.getModelVersion() == ReplayFeed.DEMONSTRATED) {
            apprenticeship.saw(ending);
        } else {
            apprenticeship.drove(episode.getActor() + "/" + episode.getEnvironment(), ending);
        }
    }

    private void onCommand(Command command) {
        if (!orders.concern(command)) {
            return;
        }
        if (command.getKind() == CommandKind.FORCE_COMPONENT) {
            begin(null, EventReader.componentOf(command), 0);
        } else {
            orders.keepTo(command);
        }
    }

    /**
     * Takes note of what came before there was a checkpoint: what still holds, such as a pause, holds on; what was to be done once is
     * not done again.
     */
    void recall(LogEvent event) {
        if (event instanceof LogEvent.Commanded commanded && orders.concern(commanded.command())) {
            orders.keepTo(commanded.command());
        }
    }

    private void begin(@Nullable Long decision, Component component, long stepsSinceOnset) {
        String asker = decision == null ? "a command" : "decision " + decision;
        // What was collected in a world, since the last budget or before the first was asked for, need not be collected
        // again.
        long newest = feed.newest(stepsSinceOnset);
        if (!plan.begin(decision, component, fitted ? feed.collectedSteps() - newest : apprenticeship.since())) {
            LOG.info(
                    "{} names {}: {}",
                    asker,
                    component,
                    plan.stands(component) ? "the budget that stands goes on" : "nothing to train");
            return;
        }
        Set<Part> parts = plan.standing().map(Assignment::parts).orElse(Set.of());
        LOG.info(
                "{} names {}: strategy {} trains {}",
                asker,
                component,
                settings.strategy().id(),
                parts);
        prolonged = false;
        if (fitted) {
            turnPage(newest);
        }
        budgetBegins(parts);
    }

    private void budgetBegins(Set<Part> parts) {
        finished = null;
        student.begin(parts);
        apprenticeship.budgetBegins();
        recorder.budgetBegins(this::state);
    }

    /**
     * The world has changed: what was driven in the one before is no longer learned from, but not to be forgotten. When nothing has fitted
     * since the last budget this is still the world that it was about.
     *
     * @param newest steps that are of the new world already
     */
    private void turnPage(long newest) {
        student.rememberBut(feed.trainingShare(newest));
        apprenticeship.turnPage(feed.collectedSteps() - newest);
        precedence.turnPage();
        if (settings.freshWindow()) {
            feed.forgetBut(newest);
        }
        fitted = false;
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
        if (apprenticeship.waiting()) {
            return Step.WAITED;
        }
        if (finished != null) {
            afterwards(finished);
        }
        if (plan.next(feed.collectedSteps()).isEmpty() || !student.canTrain()) {
            return Step.WAITED;
        }
        Assignment assignment = first();
        Set<Part> parts = assignment.parts();
        if (apprenticeship.passes()) {
            LOG.info("{} has learned all that was demonstrated: its budget ends", assignment.component());
            return fits(parts, assignment, beforeDelivery);
        }
        if (nothingToLearn(assignment)) {
            LOG.info("{} has nothing to learn here: its budget ends", assignment.component());
            return fits(parts, assignment, beforeDelivery);
        }
        Map<String, Double> losses = student.update(parts, assignment.updates(), apprenticeship.worthwhile());
        if (losses.containsKey(IMITATION)) {
            apprenticeship.imitated();
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
        Publication publication = plan.updated();
        boolean last = publication == Publication.FINAL;
        boolean auditioned = apprenticeship.auditionDue() && (last || plan.thirdEnds());
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
        if (auditioned) {
            apprenticeship.auditionBegins();
            finished = last ? assignment : null;
        }
        publish(parts, assignment, last, beforeDelivery);
        return Step.PUBLISHED;
    }

    /** What stands; or the policy's turn before it. */
    private Assignment first() {
        Assignment standing = plan.standing().orElseThrow();
        boolean policyFirst = settings.strategy().asksTheMonitor()
                && precedence.policyFirst(standing, apprenticeship.worthwhile())
                && plan.begin(standing.decision(), Component.POLICY, standing.beganAt());
        if (!policyFirst) {
            return standing;
        }
        LOG.info(
                "decision {} finds both parts at fault, and somebody drives better: POLICY first", standing.decision());
        Assignment policys = plan.standing().orElseThrow();
        budgetBegins(policys.parts());
        return policys;
    }

    /** A budget is over and its policy judged: where it does not drive as well as what it imitated there is another one, once. */
    private void afterwards(Assignment last) {
        finished = null;
        boolean passed = apprenticeship.passes();
        if (passed || prolonged || !plan.again(last, apprenticeship.since())) {
            return;
        }
        LOG.info("{} has not learned all that was demonstrated: there is another budget", last.component());
        prolonged = true;
        budgetBegins(plan.standing().map(Assignment::parts).orElse(Set.of()));
    }

    /**
     * Whether a decision names the policy alone, and it arrives as often as where it fitted and earns what is usual there. Asked before its
     * actor has moved: what has moved must not be published without a look at its health.
     */
    private boolean nothingToLearn(Assignment assignment) {
        boolean asked = assignment.decision() != null && assignment.parts().equals(ONLY_POLICY);
        if (!asked || assignment.updates() > settings.plan().stillActor(ONLY_POLICY)) {
            return false;
        }
        Map<String, Level> usual = student.reference().signals();
        Level success = usual.get(SignalNames.SUCCESS);
        Level earned = usual.get(SignalNames.RETURN);
        return success != null
                && earned != null
                && apprenticeship.nothingToLearn(success.level(), earned.nullQuantile());
    }

    /**
     * The policy drives as well as it can, or as it always did: its budget ends, with the reference of a version that has driven. Its journal
     * counts this as an update, for whoever trains the version again has to ask for it.
     */
    private Step fits(Set<Part> parts, Assignment assignment, Runnable beforeDelivery) {
        plan.abandon();
        recorder.updated();
        publish(parts, assignment, true, beforeDelivery);
        return Step.PUBLISHED;
    }

    private void publish(Set<Part> parts, Assignment assignment, boolean last, Runnable beforeDelivery) {
        if (last) {
            student.refreshReference(parts, apprenticeship.own());
            precedence.ended(assignment.component());
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
        plan.abandon();
        apprenticeship.budgetEnds();
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
        return apprenticeship.passed();
    }

    /** Whether a decision is being carried out, or what came of it judged. */
    boolean busy() {
        return plan.standing().isPresent() || finished != null;
    }

    /** What an actor would drive with if it were published now. */
    ModelWeights merged() {
        return student.merged();
    }

    /** What is being trained now. */
    Component component() {
        return plan.standing().map(Assignment::component).orElse(Component.NONE);
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
                plan.standing().orElse(null),
                finished,
                apprenticeship.state(),
                counters());
    }

    private Map<String, Long> counters() {
        Map<String, Long> counters = new TreeMap<>(Map.of(
                "collectedSteps",
                feed.collectedSteps(),
                "segments",
                feed.segments(),
                "updatesSinceParent",
                versions.updatesSinceParent(),
                "newestDecision",
                newestDecision,
                "budgets",
                (long) plan.budgets()));
        tally.save(counters);
        counters.put("fitted", fitted ? 1L : 0L);
        counters.put("prolonged", prolonged ? 1L : 0L);
        orders.save(counters);
        precedence.save(counters);
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
        plan.restore(state.standing(), counters.getOrDefault("budgets", 0L).intValue());
        orders.restore(counters);
        precedence.restore(counters);
        apprenticeship.restore(state.apprenticeship());
        tally.restore(counters);
        newestDecision = counters.getOrDefault("newestDecision", 0L);
        fitted = counters.getOrDefault("fitted", 1L) == 1;
        prolonged = counters.getOrDefault("prolonged", 0L) == 1;
        finished = state.finished();
        versions.restoreUpdates(counters.getOrDefault("updatesSinceParent", 0L));
    }

    @Override
    public void close() {
        student.close();
    }
}
