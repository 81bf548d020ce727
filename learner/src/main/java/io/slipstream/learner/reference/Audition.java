package io.slipstream.learner.reference;

import io.slipstream.learner.reference.RecentEpisodes.Ending;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a policy drives after it has learned from demonstrations: judged by whole episodes of its own, before dreams change it further. Owned
 * by one thread.
 */
public final class Audition {
    /** Episodes that it is judged by. */
    private static final int EPISODES = 32;
    /** Share of episodes by which a policy that has learned enough may arrive less often. */
    private static final double SHORT = 0.05;

    private final RecentEpisodes endings = new RecentEpisodes(EPISODES);
    private final Set<String> seen = new TreeSet<>();
    private boolean open;

    /**
     * What it knows, to be kept in a checkpoint.
     *
     * @param open whether it goes on
     * @param seen environments whose next episode counts
     * @param endings of the episodes that count
     */
    public record State(boolean open, List<String> seen, List<Ending> endings) {
        /** Copies the lists. */
        public State {
            seen = List.copyOf(seen);
            endings = List.copyOf(endings);
        }
    }

    /** Begins: the policy has just been published. */
    public void begin() {
        end();
        open = true;
    }

    /** Ends, with or without a judgement. */
    public void end() {
        open = false;
        seen.clear();
        endings.clear();
    }

    /** Whether it goes on. */
    public boolean open() {
        return open;
    }

    /** Whether episodes enough have ended. */
    public boolean complete() {
        return endings.endings().size() == EPISODES;
    }

    /** Takes note of an episode of an environment; the first one after the publication began before it and does not count. */
    public void add(String environment, Ending ending) {
        if (open && !seen.add(environment)) {
            endings.add(ending);
        }
    }

    /** Whether somebody earned clearly more, or arrives more often by more than a twentieth: to go on costs less than to stop short. */
    public boolean lostTo(RecentEpisodes others) {
        return others.betterThan(endings) || others.success() - endings.success() > SHORT;
    }

    /** In words, beside others. */
    String summary(RecentEpisodes others) {
        return endings.summary() + "; of those demonstrated " + others.summary();
    }

    /** Everything known now. */
    public State state() {
        return new State(open, List.copyOf(seen), endings.endings());
    }

    /** Goes on from a state taken earlier. */
    public void restore(State state) {
        end();
        open = state.open();
        seen.addAll(state.seen());
        endings.restore(state.endings());
    }
}
