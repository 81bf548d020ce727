package io.slipstream.app.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Steps and episodes by the second they were written in. Records of different partitions are read in any order, their time
 * puts them in one: so a curve read back from the log is the curve that was seen live.
 */
public final class Timeline {
    private static final class Second {
        private long steps;
        private int episodes;
        private int successes;
    }

    /**
     * Success over one stretch of steps.
     *
     * @param step fleet step in its middle
     * @param episodes episodes that ended in it
     * @param successRate share of them that reached the destination
     */
    public record Point(long step, int episodes, double successRate) {}

    private final TreeMap<Long, Second> seconds = new TreeMap<>();
    private long steps;

    void addSteps(Instant at, int count) {
        second(at).steps += count;
        steps += count;
    }

    void addEpisode(Instant at, boolean success) {
        Second second = second(at);
        second.episodes++;
        second.successes += success ? 1 : 0;
    }

    private Second second(Instant at) {
        return seconds.computeIfAbsent(at.getEpochSecond(), key -> new Second());
    }

    /** Steps so far. */
    public long steps() {
        return steps;
    }

    /** Fleet step that had been reached at a time, to the second. */
    public long stepAt(Instant time) {
        return seconds.headMap(time.getEpochSecond()).values().stream()
                .mapToLong(second -> second.steps)
                .sum();
    }

    /**
     * The success curve.
     *
     * @param stretch steps that make one point; stretches in which no episode ended give none
     */
    public List<Point> success(long stretch) {
        List<Point> points = new ArrayList<>();
        long from = 0;
        long position = 0;
        int episodes = 0;
        int successes = 0;
        for (Map.Entry<Long, Second> entry : seconds.entrySet()) {
            Second second = entry.getValue();
            position += second.steps;
            episodes += second.episodes;
            successes += second.successes;
            if (position - from >= stretch) {
                if (episodes > 0) {
                    points.add(new Point((from + position) / 2, episodes, (double) successes / episodes));
                }
                from = position;
                episodes = 0;
                successes = 0;
            }
        }
        if (episodes > 0) {
            points.add(new Point((from + position) / 2, episodes, (double) successes / episodes));
        }
        return points;
    }
}
