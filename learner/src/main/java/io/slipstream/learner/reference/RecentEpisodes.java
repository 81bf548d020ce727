package io.slipstream.learner.reference;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** The newest finished episodes. Owned by one thread. */
public final class RecentEpisodes {
    /**
     * How an episode ended.
     *
     * @param episodeReturn undiscounted sum of rewards
     * @param success whether it reached its destination
     */
    public record Ending(double episodeReturn, boolean success) {}

    /** Episodes without which nothing can be compared. */
    private static final int FEW = 5;
    /** Whoever drives the same way every time earns a little more or less than anybody else for certain. */
    private static final double CLEARLY = 0.1;

    private final int capacity;
    private final Deque<Ending> endings = new ArrayDeque<>();

    /**
     * @param capacity episodes to remember
     */
    public RecentEpisodes(int capacity) {
        this.capacity = capacity;
    }

    /** Takes note of a finished episode. */
    public void add(Ending ending) {
        if (endings.size() == capacity) {
            endings.removeFirst();
        }
        endings.addLast(ending);
    }

    /** Whether these earned clearly more than others: by a tenth, and by more than twice the standard error of the difference. */
    public boolean betterThan(RecentEpisodes others) {
        if (endings.size() < FEW || others.endings.size() < FEW) {
            return false;
        }
        double more = mean() - others.mean();
        return more > CLEARLY * Math.abs(mean()) && more > 2 * StrictMath.sqrt(meanVariance() + others.meanVariance());
    }

    /** Share that succeeded; 0 of none. */
    double success() {
        return endings.isEmpty()
                ? 0
                : (double) endings.stream().filter(Ending::success).count() / endings.size();
    }

    /** In words: how many, how they ended, what they earned. */
    String summary() {
        return String.format(
                Locale.ROOT,
                "%.0f of %d arrived, %.1f earned each",
                success() * endings.size(),
                endings.size(),
                endings.isEmpty() ? 0 : mean());
    }

    private double mean() {
        return endings.stream().mapToDouble(Ending::episodeReturn).sum() / endings.size();
    }

    /** Variance of the mean. */
    private double meanVariance() {
        double mean = mean();
        double squares = endings.stream()
                .mapToDouble(ending -> (ending.episodeReturn() - mean) * (ending.episodeReturn() - mean))
                .sum();
        return squares / (endings.size() - 1) / endings.size();
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
