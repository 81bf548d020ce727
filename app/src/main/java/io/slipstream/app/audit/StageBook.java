package io.slipstream.app.audit;

import io.slipstream.schemas.avro.EpisodeSummary;
import io.slipstream.schemas.avro.Outcome;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What happened in one stage of a schedule: a stretch of a run under one task and a shift, or a drift from one to another. */
public final class StageBook {
    private static final int EDGE = 100;

    private static final Comparator<Ending> BY_TIME = Comparator.comparing(Ending::time);

    private record Ending(Instant time, boolean success) {}

    private final StageEntry entry;
    private final Instant from;
    private final Set<String> shifts = new HashSet<>();
    private long latestStep;
    private String latestShift = "";
    private final TreeSet<Integer> versions = new TreeSet<>();
    // Partitions are read in any order: first and latest go by time, not by arrival.
    private final PriorityQueue<Ending> first = new PriorityQueue<>(BY_TIME.reversed());
    private final PriorityQueue<Ending> latest = new PriorityQueue<>(BY_TIME);
    private int episodes;
    private int successes;
    private int ttcEpisodes;
    private double minTtcSum;

    StageBook(StageEntry entry, Instant from) {
        this.entry = entry;
        this.from = from;
    }

    /** Takes in that a shift was put on in it, as each value of a drift is. */
    void puts(String shift, long atStep) {
        shifts.add(shift);
        if (atStep >= latestStep) {
            latestStep = atStep;
            latestShift = shift;
        }
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
        return !time.isBefore(from) && task().equals(otherTask) && (otherShift == null || shifts.contains(otherShift));
    }

    /** Its place among the stages of all runs on this log. */
    public int index() {
        return entry.index();
    }

    /** The schedule it is part of. */
    public String schedule() {
        return entry.schedule();
    }

    /** Fleet step at which that schedule began. */
    public long scheduleStart() {
        return entry.scheduleStart();
    }

    /** Its name in the schedule. */
    public String name() {
        return entry.name();
    }

    /** Task driven. */
    public String task() {
        return entry.task();
    }

    /** Shift put on the world; {@code from>to} for a drift. */
    public String shift() {
        return entry.shifts();
    }

    /** Shift put on last; for a drift, how far it has got. */
    public String latestShift() {
        return latestShift;
    }

    /** When it began. */
    public Instant from() {
        return from;
    }

    /** Fleet step at which it began. */
    public long fromStep() {
        return entry.atStep();
    }

    /** Fleet step at which its latest command was given: that of its latest value for a drift. */
    public long latestStep() {
        return latestStep;
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
