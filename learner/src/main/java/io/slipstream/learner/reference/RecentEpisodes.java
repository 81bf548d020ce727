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
     * @param began steps that the fleet had collected when it began, about
     * @param ended steps that the fleet had collected when it ended
     */
    public record Ending(double episodeReturn, boolean success, long began, long ended) {}

    /** Episodes without which nothing can be compared. */
    static final int FEW = 5;

    /** Whoever drives the same way every time earns a little more or less than anybody else for certain. */
    private static final double CLEARLY_MORE = 0.1;
    /** Share of episodes. */
    private static final double CLEARLY_MORE_OFTEN = 0.05;

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

    /** Those that began no earlier than at a number of collected steps. */
    RecentEpisodes begunSince(long step) {
        RecentEpisodes later = new RecentEpisodes(capacity);
        endings.stream().filter(ending -> ending.began() >= step).forEach(later::add);
        return later;
    }

    /** Forgets those that ended before a number of collected steps. */
    void forgetBefore(long step) {
        endings.removeIf(ending -> ending.ended() < step);
    }

    /** Whether these earned clearly more than others, or arrived clearly more often. */
    public boolean betterThan(RecentEpisodes others) {
        return earnedMoreThan(others) || arrivedMoreOftenThan(others);
    }

    /** By a tenth, and by more than twice the standard error of the difference. */
    boolean earnedMoreThan(RecentEpisodes others) {
        if (size() < FEW || others.size() < FEW) {
            return false;
        }
        double more = mean() - others.mean();
        return more > CLEARLY_MORE * Math.abs(mean())
                && more > 2 * StrictMath.sqrt(meanVariance() + others.meanVariance());
    }

    /** By a twentieth of all episodes, and by more than twice the standard error of the difference. */
    private boolean arrivedMoreOftenThan(RecentEpisodes others) {
        if (size() < FEW || others.size() < FEW) {
            return false;
        }
        double more = success() - others.success();
        return more > CLEARLY_MORE_OFTEN && more > 2 * StrictMath.hypot(successDeviation(), others.successDeviation());
    }

    /** How many. */
    int size() {
        return endings.size();
    }

    /** Share that succeeded; 0 of none. */
    double success() {
        return endings.isEmpty() ? 0 : (double) successes() / size();
    }

    /** Standard error of that share; as if one more had succeeded and one more failed, since a few that all succeed are not certain. */
    double successDeviation() {
        double share = (successes() + 1.0) / (size() + 2);
        return StrictMath.sqrt(share * (1 - share) / (size() + 2));
    }

    private long successes() {
        return endings.stream().filter(Ending::success).count();
    }

    /** In words: how many, how they ended, what they earned. */
    String summary() {
        return String.format(
                Locale.ROOT, "%d of %d arrived, %.1f earned each", successes(), size(), endings.isEmpty() ? 0 : mean());
    }

    /** What they earned; not a number of none. */
    double mean() {
        return endings.stream().mapToDouble(Ending::episodeReturn).sum() / size();
    }

    /** Variance of the mean. */
    private double meanVariance() {
        double mean = mean();
        double squares = endings.stream()
                .mapToDouble(ending -> (ending.episodeReturn() - mean) * (ending.episodeReturn() - mean))
                .sum();
        return squares / (size() - 1) / size();
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
