package io.slipstream.app.audit;

import io.slipstream.schemas.avro.EpisodeSummary;
import io.slipstream.schemas.avro.Outcome;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What happened in one phase: a stretch of a run under one task and shift. */
public final class PhaseBook {
    private static final int EDGE = 100;

    private final String name;
    private final String task;
    private final String shift;
    private final Instant from;
    private final long fromStep;
    private final TreeSet<Integer> versions = new TreeSet<>();
    private final Deque<Boolean> latest = new ArrayDeque<>();
    private int episodes;
    private int successes;
    private int firstSuccesses;
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
        firstSuccesses += success && episodes < EDGE ? 1 : 0;
        episodes++;
        latest.addLast(success);
        if (latest.size() > EDGE) {
            latest.removeFirst();
        }
        Double ttc = episode.getMinTtc();
        if (ttc != null) {
            minTtcSum += ttc;
            ttcEpisodes++;
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
        return share(firstSuccesses, Math.min(EDGE, episodes));
    }

    /** As {@link #successRate()}, over its latest hundred episodes. */
    public @Nullable Double lastSuccessRate() {
        return share((int) latest.stream().filter(success -> success).count(), latest.size());
    }

    /** Mean over its episodes of the smallest time to collision in s; absent when no car came near. */
    public @Nullable Double minTtcMean() {
        return ttcEpisodes == 0 ? null : minTtcSum / ttcEpisodes;
    }

    private static @Nullable Double share(int hits, int of) {
        return of == 0 ? null : (double) hits / of;
    }
}
