package io.slipstream.app.audit;

import io.slipstream.schemas.avro.EpisodeSummary;
import io.slipstream.schemas.avro.Outcome;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What happened in one phase: a stretch of a run under one task and shift. */
public final class PhaseBook {
    private static final int EDGE = 100;

    private static final Comparator<Ending> BY_TIME = Comparator.comparing(Ending::time);

    private record Ending(Instant time, boolean success) {}

    private final String name;
    private final String task;
    private final String shift;
    private final Instant from;
    private final long fromStep;
    private final TreeSet<Integer> versions = new TreeSet<>();
    // Partitions are read in any order: first and latest go by time, not by arrival.
    private final PriorityQueue<Ending> first = new PriorityQueue<>(BY_TIME.reversed());
    private final PriorityQueue<Ending> latest = new PriorityQueue<>(BY_TIME);
    private int episodes;
    private int successes;
    private int ttcEpisodes;
    private double minTtcSum;

    PhaseBook(String name, String task, String shift, Instant from, long fromStep) {
        this.name = name;
        this.task = task;
        this.shift = shift;
        this.from = from;
        this.fromStep = fromStep;
    }

    void drivenBy(int version) {
        versions.add(version);
    }

    void add(EpisodeSummary episode) {
        boolean success = episode.getOutcome() == Outcome.DESTINATION;
        successes += success ? 1 : 0;
        episodes++;
        Ending ending = new Ending(episode.getCreatedAt(), success);
        keep(first, ending);
        keep(latest, ending);
        Double ttc = episode.getMinTtc();
        if (ttc != null) {
            minTtcSum += ttc;
            ttcEpisodes++;
        }
    }

    private static void keep(PriorityQueue<Ending> edge, Ending ending) {
        edge.add(ending);
        if (edge.size() > EDGE) {
            edge.remove();
        }
    }

    boolean covers(String otherTask, @Nullable String otherShift, Instant time) {
        return !time.isBefore(from) && task.equals(otherTask) && (otherShift == null || shift.equals(otherShift));
    }

    /** Its name in the scenario. */
    public String name() {
        return name;
    }

    /** Task driven. */
    public String task() {
        return task;
    }

    /** Shift put on the world. */
    public String shift() {
        return shift;
    }

    /** When it began. */
    public Instant from() {
        return from;
    }

    /** Fleet step at which it began. */
    public long fromStep() {
        return fromStep;
    }

    /** Model versions that drove in it, sorted. */
    public TreeSet<Integer> versions() {
        return new TreeSet<>(versions);
    }

    /** Episodes that ended in it. */
    public int episodes() {
        return episodes;
    }

    /** Share of its episodes that reached the destination; absent without episodes. */
    public @Nullable Double successRate() {
        return share(successes, episodes);
    }

    /** As {@link #successRate()}, over its first hundred episodes. */
    public @Nullable Double firstSuccessRate() {
        return share(first);
    }

    /** As {@link #successRate()}, over its latest hundred episodes. */
    public @Nullable Double lastSuccessRate() {
        return share(latest);
    }

    /** Mean over its episodes of the smallest time to collision in s; absent when no car came near. */
    public @Nullable Double minTtcMean() {
        return ttcEpisodes == 0 ? null : minTtcSum / ttcEpisodes;
    }

    private static @Nullable Double share(PriorityQueue<Ending> edge) {
        return share((int) edge.stream().filter(Ending::success).count(), edge.size());
    }

    private static @Nullable Double share(int hits, int of) {
        return of == 0 ? null : (double) hits / of;
    }
}
