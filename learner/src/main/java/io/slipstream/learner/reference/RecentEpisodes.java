package io.slipstream.learner.reference;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** The newest finished episodes. Owned by one thread. */
public final class RecentEpisodes {
    /**
     * How an episode ended.
     *
     * @param episodeReturn undiscounted sum of rewards
     * @param success whether it reached its destination
     */
    public record Ending(double episodeReturn, boolean success) {}

    private final int capacity;
    private final Deque<Ending> endings = new ArrayDeque<>();

    /**
     * @param capacity episodes to remember
     */
    public RecentEpisodes(int capacity) {
        this.capacity = capacity;
    }

    /** Takes note of a finished episode. */
    public void add(double episodeReturn, boolean success) {
        if (endings.size() == capacity) {
            endings.removeFirst();
        }
        endings.addLast(new Ending(episodeReturn, success));
    }

    /** Forgets all. */
    public void clear() {
        endings.clear();
    }

    /** The endings, oldest first. */
    public List<Ending> endings() {
        return List.copyOf(endings);
    }

    /** Replaces what is remembered. */
    public void restore(Collection<Ending> earlier) {
        endings.clear();
        endings.addAll(earlier);
    }
}
