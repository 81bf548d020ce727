package io.slipstream.learner.ingest;

import io.slipstream.learner.ingest.SequenceTracker.Verdict;
import io.slipstream.learner.replay.ReplayWindow;
import io.slipstream.runtime.serde.Tensors;
import io.slipstream.schemas.avro.TransitionSegment;

/**
 * Feeds valid segments into two replay windows: one to train on, and a smaller one of other environments that is held
 * out for the references of new versions. Owned by one thread.
 */
public final class ReplayFeed {
    /** Of so many environments one is held out. */
    public static final int HELD_OUT_EVERY = 8;

    private final ReplayWindow training;
    private final ReplayWindow heldOut;
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
        // The training window sees all but one of every eight steps that arrive; what is a little too much is evicted.
        arrivals = new ArrivalLog(training.capacity() + 2 * heldOut.capacity());
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
        ReplayWindow window = segment.getEnvironment() % HELD_OUT_EVERY == HELD_OUT_EVERY - 1 ? heldOut : training;
        String stream = segment.getActor() + "/" + segment.getEnvironment();
        if (verdict == Verdict.STARTS) {
            window.cut(stream);
        }
        window.append(
                stream,
                segment.getLength(),
                Tensors.floats(segment.getObservations()),
                Tensors.unsigned(segment.getActions()),
                Tensors.floats(segment.getRewards()),
                Tensors.bytes(segment.getFlags()));
    }

    /** Forgets all steps, not what is known of sequences. */
    public void forgetSteps() {
        training.clear();
        heldOut.clear();
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
