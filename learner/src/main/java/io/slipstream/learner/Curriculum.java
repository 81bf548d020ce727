package io.slipstream.learner;

import io.slipstream.learner.checkpoint.LearnerState;
import io.slipstream.learner.ingest.EventReader;
import io.slipstream.learner.ingest.ReplayFeed;
import io.slipstream.learner.plan.Assignment;
import io.slipstream.learner.plan.Part;
import io.slipstream.learner.plan.TrainingPlan;
import io.slipstream.learner.plan.TrainingPlan.Publication;
import io.slipstream.learner.reference.Apprenticeship;
import io.slipstream.learner.reference.RecentEpisodes;
import io.slipstream.learner.reference.RecentEpisodes.Ending;
import io.slipstream.runtime.signals.Level;
import io.slipstream.runtime.signals.SignalNames;
import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.CommandKind;
import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.EpisodeSummary;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.Outcome;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be learned now: decisions, commands and how episodes ended come in, assignments come out, until their budget is spent or what they
 * are about has been learned. State of one moment, cut into a checkpoint; one thread owns it.
 */
final class Curriculum {
    private static final Logger LOG = LoggerFactory.getLogger(Curriculum.class);
    /** A decision whose number is so far ahead is no monitor's: taken for one, every later one would seem old. */
    private static final long LEAP = 1_000_000;

    private static final Set<Part> ONLY_POLICY = Set.of(Part.POLICY);

    private final LearnerSettings settings;
    private final ReplayFeed feed;
    private final Student student;
    private final String transitionsTopic;
    private final Runnable begun;
    private final TrainingPlan plan;
    private final Orders orders;
    private final Precedence precedence = new Precedence();
    private final Apprenticeship apprenticeship = new Apprenticeship();
    private long newestDecision;
    // Whether the monitor has found nothing wrong since the last budget began.
    private boolean fitted = true;
    // What was carried out last, while its policy is being judged; once for each decision it is worth another budget.
    private @Nullable Assignment finished;
    private boolean prolonged;

    /**
     * @param settings what it is told
     * @param feed what was collected
     * @param student who learns
     * @param transitionsTopic where decisions say that the windows lie which they rest on
     * @param newestDecision older ones are history
     * @param begun called when a budget has begun
     */
    Curriculum(
            LearnerSettings settings,
            ReplayFeed feed,
            Student student,
            String transitionsTopic,
            long newestDecision,
            Runnable begun) {
        this.settings = settings;
        this.feed = feed;
        this.student = student;
        this.transitionsTopic = transitionsTopic;
        this.newestDecision = newestDecision;
        this.begun = begun;
        plan = new TrainingPlan(settings.plan(), settings.strategy());
        orders = new Orders(plan);
    }

    /** A decision of the monitor; one that is known already is passed over. */
    void decided(FinetuneDecision decision) {
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
                    Onset.stepsSince(decision, transitionsTopic, feed.arrivals()));
        }
    }

    /** A command of somebody; one that was heard already is passed over. */
    void commanded(Command command) {
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
     * Takes note of a command that came before there was a checkpoint: what still holds, such as a pause, holds on; what was to be done once
     * is not done again.
     */
    void recall(Command command) {
        if (orders.concern(command)) {
            orders.keepTo(command);
        }
    }

    /** An episode has ended. */
    void ended(EpisodeSummary episode) {
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
        begun.run();
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

    /** What the next update is for; null where there is nothing to learn, or not yet. */
    @Nullable
    Assignment next() {
        if (apprenticeship.waiting()) {
            return null;
        }
        if (finished != null) {
            afterwards(finished);
        }
        boolean ready = !plan.next(feed.collectedSteps()).isEmpty() && student.canTrain();
        return ready ? first() : null;
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

    /**
     * Whether there is nothing left to learn of an assignment: its policy has passed an audition, or has nothing to learn here. Its budget ends
     * then.
     */
    boolean learned(Assignment assignment) {
        boolean passes = apprenticeship.passes();
        boolean learned = passes || nothingToLearn(assignment);
        if (learned) {
            LOG.info(
                    "{} has {}: its budget ends",
                    assignment.component(),
                    passes ? "learned all that was demonstrated" : "nothing to learn here");
            plan.abandon();
        }
        return learned;
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

    /** Whether the policy learns from what was demonstrated, and not from its dreams. */
    boolean imitates() {
        return apprenticeship.worthwhile();
    }

    /** An update has imitated. */
    void imitated() {
        apprenticeship.imitated();
    }

    /** Takes note of an update and says what to publish. */
    Publication updated() {
        return plan.updated();
    }

    /** Whether what the last update made of the policy is to be judged, once it is published. */
    boolean auditionDue(Publication publication) {
        return apprenticeship.auditionDue() && (publication == Publication.FINAL || plan.thirdEnds());
    }

    /** The version that is published now is judged. */
    void auditionBegins(Assignment assignment, boolean last) {
        apprenticeship.auditionBegins();
        finished = last ? assignment : null;
    }

    /** A budget has ended with a version. */
    void budgetEnded(Assignment assignment) {
        precedence.ended(assignment.component());
    }

    /** A budget ends, and nothing came of it. */
    void budgetFailed() {
        plan.abandon();
        apprenticeship.budgetEnds();
    }

    /** The policy's newest episodes. */
    RecentEpisodes own() {
        return apprenticeship.own();
    }

    /** Whether the last budget ended because its policy drove as well as what it imitated. */
    boolean recovered() {
        return apprenticeship.passed();
    }

    /** Whether a decision is being carried out, or what came of it judged. */
    boolean busy() {
        return plan.standing().isPresent() || finished != null;
    }

    /** What is being trained now. */
    Component component() {
        return plan.standing().map(Assignment::component).orElse(Component.NONE);
    }

    /** What is being carried out; null for nothing. */
    @Nullable
    Assignment standing() {
        return plan.standing().orElse(null);
    }

    /** What was carried out last, while its policy is being judged; null for nothing. */
    @Nullable
    Assignment finished() {
        return finished;
    }

    Apprenticeship.State apprenticeship() {
        return apprenticeship.state();
    }

    /** Writes down what else it knows, for a checkpoint. */
    void save(Map<String, Long> counters) {
        counters.put("newestDecision", newestDecision);
        counters.put("budgets", (long) plan.budgets());
        counters.put("fitted", fitted ? 1L : 0L);
        counters.put("prolonged", prolonged ? 1L : 0L);
        orders.save(counters);
        precedence.save(counters);
    }

    /** Goes on from a state. */
    void restore(LearnerState state) {
        Map<String, Long> counters = state.counters();
        plan.restore(state.standing(), counters.getOrDefault("budgets", 0L).intValue());
        orders.restore(counters);
        precedence.restore(counters);
        apprenticeship.restore(state.apprenticeship());
        newestDecision = counters.getOrDefault("newestDecision", 0L);
        fitted = counters.getOrDefault("fitted", 1L) == 1;
        prolonged = counters.getOrDefault("prolonged", 0L) == 1;
        finished = state.finished();
    }
}
