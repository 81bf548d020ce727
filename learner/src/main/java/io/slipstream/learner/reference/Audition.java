package io.slipstream.learner.reference;

import io.slipstream.learner.reference.RecentEpisodes.Ending;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a policy drives after it has learned from demonstrations: judged by whole episodes of its own, before it learns on. One that plainly
 * falls short is sent back after a third of them; one that passes has driven all of them, since to stop short costs every episode from then
 * on, and to go on only some updates (docs/decisions/0031). Owned by one thread.
 */
public final class Audition {
    /** After so many episodes it may be lost. */
    private static final int LOOK = 32;
    /** After so many episodes it is passed or lost. */
    private static final int EPISODES = 3 * LOOK;
    /** Share of episodes by which a policy that has learned enough may arrive less often. */
    private static final double SHORT = 0.03;

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

    /** Whether episodes enough have ended to judge it beside others. */
    public boolean decided(RecentEpisodes others) {
        return endings.size() == EPISODES || endings.size() >= LOOK && fallsShort(others);
    }

    /** Takes note of an episode of an environment; the first one after the publication began before it and does not count. */
    public void add(String environment, Ending ending) {
        if (open && endings.size() < EPISODES && !seen.add(environment)) {
            endings.add(ending);
        }
    }

    /** Whether it has driven enough, and well enough beside others. */
    public boolean passed(RecentEpisodes others) {
        return endings.size() == EPISODES && others.size() >= RecentEpisodes.FEW && clears(endings, others);
    }

    /**
     * Whether episodes are as good as others: these arrived no less often, but for some hundredths, and where they do not always arrive
     * earned no clearly lower return. Who always arrives need not hurry.
     */
    static boolean clears(RecentEpisodes judged, RecentEpisodes others) {
        boolean often = judged.success() >= others.success() - SHORT;
        boolean always = judged.success() >= 1 - SHORT;
        return often && (always || !others.earnedMoreThan(judged));
    }

    /** Whether episodes arrived as often as usual, but for some hundredths. */
    static boolean clears(RecentEpisodes judged, double usual) {
        return judged.success() >= usual - SHORT;
    }

    private boolean fallsShort(RecentEpisodes others) {
        return others.size() >= RecentEpisodes.FEW
                && others.success() - endings.success() > SHORT + endings.successDeviation();
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
