package io.slipstream.learner.ingest;

import io.slipstream.learner.ingest.SequenceTracker.Verdict;
import io.slipstream.learner.replay.ReplayWindow;
import io.slipstream.runtime.serde.Tensors;
import io.slipstream.schemas.avro.TransitionSegment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Feeds valid segments into three replay windows: one to train on, a smaller one of other environments that is held out for the references
 * of new versions, and one of what somebody demonstrated, which says nothing about any version. Owned by one thread.
 */
public final class ReplayFeed {
    /** Of so many environments one is held out. */
    public static final int HELD_OUT_EVERY = 8;
    /** Steps that can be kept when everything before them is forgotten: some windows of a monitor. */
    public static final long RECENT = 32_768;
    /** The version that what a rule-based driver did goes by. */
    public static final int DEMONSTRATED = 0;

    private final ReplayWindow training;
    private final ReplayWindow heldOut;
    private final ReplayWindow demonstrations;
    private final SequenceTracker sequences = new SequenceTracker();
    private final ArrivalLog arrivals;
    private final Deque<Arrival> recent = new ArrayDeque<>();
    private long recentSteps;
    private long collectedSteps;
    private long segments;

    /** A segment that was taken in, and whether one before it was not. */
    private record Arrival(
            TransitionSegment segment, Verdict verdict, int partition, long offset, boolean afterOthers) {
        private Arrival after(boolean others) {
            return new Arrival(segment, verdict, partition, offset, others);
        }
    }

    /**
     * @param observationSize floats of one observation
     * @param capacitySteps steps to train on
     */
    public ReplayFeed(int observationSize, long capacitySteps) {
        training = new ReplayWindow(observationSize, capacitySteps);
        heldOut = new ReplayWindow(observationSize, Math.max(1, capacitySteps / HELD_OUT_EVERY));
        demonstrations = new ReplayWindow(observationSize, Math.max(1, capacitySteps / HELD_OUT_EVERY));
        // The training window sees, of what arrives, all but what is held out or demonstrated, at least seven
        // sixteenths; what is too much
        // is evicted.
        arrivals = new ArrivalLog(3 * training.capacity());
    }

    /**
     * Takes a valid segment unless it is a duplicate or comes from a replaced epoch.
     *
     * @param segment checked before: shapes, types and finite numbers
     * @param partition where it came from
     * @param offset where it came from
     */
    public Verdict accept(TransitionSegment segment, int partition, long offset) {
        Verdict verdict = sequences.accept(
                segment.getActor() + "/" + segment.getEnvironment(),
                segment.getEpoch(),
                segment.getSequence(),
                segment.getFirstStep(),
                segment.getLength());
        if (verdict == Verdict.CONTINUES || verdict == Verdict.STARTS) {
            take(new Arrival(segment, verdict, partition, offset, arrivals.broken()));
            collectedSteps += segment.getLength();
            segments++;
        } else {
            arrivals.skipped();
        }
        return verdict;
    }

    private void take(Arrival arrival) {
        append(arrival.segment(), arrival.verdict());
        arrivals.add(arrival.partition(), arrival.offset(), arrival.segment().getLength());
        recent.addLast(arrival);
        recentSteps += arrival.segment().getLength();
        while (recentSteps - recent.getFirst().segment().getLength() >= Math.min(RECENT, arrivals.capacity())) {
            recentSteps -= recent.removeFirst().segment().getLength();
        }
    }

    private void append(TransitionSegment segment, Verdict verdict) {
        ReplayWindow window = windowOf(segment);
        String stream = segment.getActor() + "/" + segment.getEnvironment();
        for (ReplayWindow other : List.of(training, heldOut, demonstrations)) {
            // Where a rule-based driver takes over, or gives back, the steps go on in another window.
            if (verdict == Verdict.STARTS || other != window) {
                other.cut(stream);
            }
        }
        window.append(
                stream,
                segment.getLength(),
                Tensors.floats(segment.getObservations()),
                Tensors.unsigned(segment.getActions()),
                Tensors.floats(segment.getRewards()),
                Tensors.bytes(segment.getFlags()));
    }

    private ReplayWindow windowOf(TransitionSegment segment) {
        if (segment.getModelVersion() == DEMONSTRATED) {
            return demonstrations;
        }
        return segment.getEnvironment() % HELD_OUT_EVERY == HELD_OUT_EVERY - 1 ? heldOut : training;
    }

    /**
     * Forgets all steps but the newest, whole segments of them; not what is known of sequences. What is left is what a feed would hold that
     * took in nothing else.
     *
     * @param newest steps to keep, at most as many as {@link #newest} says
     */
    public void forgetBut(long newest) {
        List<Arrival> kept = new ArrayList<>(newestArrivals(newest));
        training.clear();
        heldOut.clear();
        demonstrations.clear();
        arrivals.clear();
        recent.clear();
        recentSteps = 0;
        for (Arrival arrival : kept) {
            if (arrival.afterOthers()) {
                arrivals.skipped();
            }
            take(arrival);
        }
    }

    /** How many of so many newest steps can be kept: whole segments, at most {@link #RECENT} steps. */
    public long newest(long steps) {
        return newestArrivals(steps).stream()
                .mapToLong(arrival -> arrival.segment().getLength())
                .sum();
    }

    /** How many of the newest steps, lie in the window that is trained on. */
    public long trainingShare(long newest) {
        return newestArrivals(newest).stream()
                .map(Arrival::segment)
                .filter(segment -> windowOf(segment) == training)
                .mapToLong(TransitionSegment::getLength)
                .sum();
    }

    private Collection<Arrival> newestArrivals(long newest) {
        Deque<Arrival> kept = new ArrayDeque<>();
        long left = newest;
        for (Iterator<Arrival> arrivalsBack = recent.descendingIterator(); arrivalsBack.hasNext(); ) {
            Arrival arrival = arrivalsBack.next();
            left -= arrival.segment().getLength();
            if (left < 0) {
                break;
            }
            kept.addFirst(arrival);
        }
        return kept;
    }

    /** Steps to train on. */
    public ReplayWindow training() {
        return training;
    }

    /** Steps of environments that are not trained on. */
    public ReplayWindow heldOut() {
        return heldOut;
    }

    /** Steps of a rule-based driver. */
    public ReplayWindow demonstrations() {
        return demonstrations;
    }

    /** Segment accounting. */
    public SequenceTracker sequences() {
        return sequences;
    }

    /** Order of arrival of what the windows hold. */
    public ArrivalLog arrivals() {
        return arrivals;
    }

    /** Steps accepted so far. */
    public long collectedSteps() {
        return collectedSteps;
    }

    /**
     * Steps accepted when something began that took an environment so many ticks until now: all environments drive at one pace. Where some
     * have gone it is dated too early.
     */
    public long collectedBefore(int ticks) {
        return collectedSteps - (long) ticks * sequences.environments();
    }

    /** Segments accepted so far. */
    public long segments() {
        return segments;
    }

    /** Puts the totals of a checkpoint, and the runs that the windows were rebuilt from, in place of what rebuilding them has counted. */
    public void restore(SequenceTracker.State state, long steps, long accepted, List<ArrivalLog.Run> runs) {
        sequences.restore(state);
        arrivals.restore(runs);
        Set<List<Long>> starts = new HashSet<>();
        runs.forEach(run -> starts.add(List.of((long) run.partition(), run.from())));
        List<Arrival> rebuilt = List.copyOf(recent);
        recent.clear();
        rebuilt.forEach(arrival ->
                recent.add(arrival.after(starts.contains(List.of((long) arrival.partition(), arrival.offset())))));
        collectedSteps = steps;
        segments = accepted;
    }
}
