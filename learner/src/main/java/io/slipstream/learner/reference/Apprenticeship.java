package io.slipstream.learner.reference;

import io.slipstream.learner.reference.RecentEpisodes.Ending;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a policy can learn from whoever demonstrates: how its own newest episodes ended beside those demonstrated, and auditions in which a
 * version that has imitated is judged by whole episodes of its own. A budget that passes one ends there (docs/decisions/0026, 0031). Owned
 * by one thread.
 */
public final class Apprenticeship {
    private static final Logger LOG = LoggerFactory.getLogger(Apprenticeship.class);
    private static final int EPISODES = 100;
    /** Episodes of its own in a world that say whether a policy has anything to learn there. */
    private static final int PLENTY = 64;

    private final RecentEpisodes own = new RecentEpisodes(EPISODES);
    private final RecentEpisodes demonstrated = new RecentEpisodes(EPISODES);
    private final Audition audition = new Audition();
    // Whether there was imitation since the last audition.
    private boolean imitated;
    // Whether there was imitation in this world. Dreams only undo what was shown (docs/results/finetuning.md).
    private boolean taught;
    private boolean passed;
    // Whether an audition was passed in this world.
    private boolean learned;
    // Steps that the fleet had collected when the world was last taken for another one.
    private long since;

    /**
     * What it knows, to be kept in a checkpoint.
     *
     * @param own how the policy's newest episodes ended, oldest first
     * @param demonstrated how the newest demonstrated ones ended, oldest first
     * @param audition under way or not
     * @param imitated whether there was imitation since the last audition
     * @param taught whether there was imitation in this world
     * @param passed whether the last budget ended by an audition that was passed
     * @param learned whether an audition was passed in this world
     * @param since steps that the fleet had collected when the world was last taken for another one
     */
    public record State(
            List<Ending> own,
            List<Ending> demonstrated,
            Audition.State audition,
            boolean imitated,
            boolean taught,
            boolean passed,
            boolean learned,
            long since) {
        /** Copies the lists. */
        public State {
            own = List.copyOf(own);
            demonstrated = List.copyOf(demonstrated);
        }
    }

    /** An episode of the policy's own. */
    public void drove(String environment, Ending ending) {
        own.add(ending);
        audition.add(environment, ending);
    }

    /** An episode of whoever demonstrates. */
    public void saw(Ending ending) {
        demonstrated.add(ending);
    }

    /**
     * Another world: nothing that anybody earned before says anything about it.
     *
     * @param began steps that the fleet had collected when it began
     */
    public void turnPage(long began) {
        since = began;
        own.forgetBefore(began);
        demonstrated.forgetBefore(began);
        taught = false;
        learned = false;
    }

    /** A budget begins. */
    public void budgetBegins() {
        audition.end();
        imitated = false;
        passed = false;
    }

    /** Whether the policy learns from what was demonstrated, and not from its dreams. */
    public boolean worthwhile() {
        return taught || demonstrated.betterThan(own);
    }

    /**
     * Whether the policy drives in this world as it always did, though nobody has taught it there, or as well as what it has learned from,
     * and nobody drives better: it is somewhere new, and has nothing to learn there.
     *
     * @param usual share of episodes that arrived where it fitted
     * @param least mean return that is still usual there
     */
    public boolean nothingToLearn(double usual, double least) {
        RecentEpisodes judged = own.begunSince(since);
        boolean asUsual = !taught && Audition.clears(judged, usual) && judged.mean() >= least;
        boolean fits = (asUsual || learned)
                && judged.size() >= PLENTY
                && Audition.clears(judged, demonstrated.begunSince(since));
        if (fits) {
            LOG.info("{} in this world: {}", judged.summary(), learned ? "as learned" : "as usual (" + usual + ")");
        }
        return fits;
    }

    /** An update has imitated. */
    public void imitated() {
        imitated = true;
        taught = true;
    }

    /** Whether an audition would say anything new. */
    public boolean auditionDue() {
        return imitated;
    }

    /** The version that has just been published is judged. */
    public void auditionBegins() {
        audition.begin();
        imitated = false;
    }

    /** Whether an audition waits for more episodes. */
    public boolean waiting() {
        return audition.open() && !audition.decided(demonstrated.begunSince(since));
    }

    /**
     * Ends an audition that has seen enough.
     *
     * @return whether it was passed; false where there was none
     */
    public boolean passes() {
        if (!audition.open()) {
            return false;
        }
        RecentEpisodes others = demonstrated.begunSince(since);
        passed = audition.passed(others);
        learned |= passed;
        LOG.info("the audition is {}: {}", passed ? "passed" : "lost", audition.summary(others));
        audition.end();
        return passed;
    }

    /** The budget ends without a judgement. */
    public void budgetEnds() {
        audition.end();
    }

    /** Whether the last budget ended because its policy drove as well as what it imitated. */
    public boolean passed() {
        return passed;
    }

    /** Steps that the fleet had collected when the world was last taken for another one. */
    public long since() {
        return since;
    }

    /** The policy's newest episodes. */
    public RecentEpisodes own() {
        return own;
    }

    /** Everything known now. */
    public State state() {
        return new State(
                own.endings(), demonstrated.endings(), audition.state(), imitated, taught, passed, learned, since);
    }

    /** Goes on from a state taken earlier. */
    public void restore(State state) {
        own.restore(state.own());
        demonstrated.restore(state.demonstrated());
        audition.restore(state.audition());
        imitated = state.imitated();
        taught = state.taught();
        passed = state.passed();
        learned = state.learned();
        since = state.since();
    }
}
