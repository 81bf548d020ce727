package io.slipstream.learner.ingest;

import io.slipstream.learner.ingest.SequenceTracker.Verdict;
import io.slipstream.learner.replay.ReplayWindow;
import io.slipstream.runtime.serde.Tensors;
import io.slipstream.schemas.avro.TransitionSegment;
import java.util.List;

/**
 * Feeds valid segments into three replay windows: one to train on, a smaller one of other environments that is held out for the references
 * of new versions, and one of what somebody demonstrated, which says nothing about any version. Owned by one thread.
 */
public final class ReplayFeed {
    /** Of so many environments one is held out. */
    public static final int HELD_OUT_EVERY = 8;
    /** The version that what a rule-based driver did goes by. */
    public static final int DEMONSTRATED = 0;

    private final ReplayWindow training;
    private final ReplayWindow heldOut;
    private final ReplayWindow demonstrations;
    private final SequenceTracker sequences = new SequenceTracker();
    private final ArrivalLog arrivals;
    private long collectedSteps;
    private long segments;

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
            append(segment, verdict);
            arrivals.add(partition, offset, segment.getLength());
            collectedSteps += segment.getLength();
            segments++;
        } else {
            arrivals.skipped();
        }
        return verdict;
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

    /** Forgets all steps, not what is known of sequences. */
    public void forgetSteps() {
        training.clear();
        heldOut.clear();
        demonstrations.clear();
        arrivals.clear();
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

    /** Segments accepted so far. */
    public long segments() {
        return segments;
    }

    /** Puts the totals of a checkpoint in place of what rebuilding the windows has counted. */
    public void restore(SequenceTracker.State state, long steps, long accepted) {
        sequences.restore(state);
        collectedSteps = steps;
        segments = accepted;
    }
}
