package io.slipstream.learner.ingest;

import static io.slipstream.learner.ingest.SequenceTracker.Verdict.CONTINUES;
import static io.slipstream.learner.ingest.SequenceTracker.Verdict.DUPLICATE;
import static io.slipstream.learner.ingest.SequenceTracker.Verdict.FENCED;
import static io.slipstream.learner.ingest.SequenceTracker.Verdict.STARTS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SequenceTrackerTest {
    private static final int T = 8;
    private final SequenceTracker tracker = new SequenceTracker();

    @Test
    void shouldAcceptContiguousSegments() {
        assertThat(accept(1, 0)).isEqualTo(STARTS);
        assertThat(accept(1, 1)).isEqualTo(CONTINUES);
        assertThat(accept(1, 2)).isEqualTo(CONTINUES);
        assertThat(tracker.lost()).isZero();
    }

    @Test
    void shouldCountSegmentsThatNeverCame() {
        accept(1, 0);

        assertThat(accept(1, 4)).isEqualTo(STARTS);
        assertThat(tracker.lost()).isEqualTo(3);
        assertThat(accept(1, 5)).isEqualTo(CONTINUES);
    }

    @Test
    void shouldDropAndCountDuplicates() {
        accept(1, 0);
        accept(1, 1);

        assertThat(accept(1, 1)).isEqualTo(DUPLICATE);
        assertThat(accept(1, 0)).isEqualTo(DUPLICATE);
        assertThat(tracker.duplicates()).isEqualTo(2);
        assertThat(accept(1, 2)).isEqualTo(CONTINUES);
    }

    @Test
    void shouldFenceTheTailOfAnOldEpoch() {
        accept(1, 0);
        assertThat(accept(2, 0)).isEqualTo(STARTS);

        assertThat(accept(1, 1)).isEqualTo(FENCED);
        assertThat(tracker.fenced()).isEqualTo(1);
        assertThat(tracker.lost()).isZero();
        assertThat(accept(2, 1)).isEqualTo(CONTINUES);
    }

    @Test
    void shouldCountTheLostBeginningOfANewEpoch() {
        accept(1, 0);

        assertThat(accept(2, 2)).isEqualTo(STARTS);
        assertThat(tracker.lost()).isEqualTo(2);
    }

    @Test
    void shouldNotCallItLossWhenTheLogIsJoinedLate() {
        assertThat(accept(1, 40)).isEqualTo(STARTS);
        assertThat(tracker.lost()).isZero();
    }

    @Test
    void shouldStartAnewWhenTheActorDroppedAFencedSegment() {
        tracker.accept("a/0", 1, 0, 0, T);

        assertThat(tracker.accept("a/0", 1, 1, 2 * T, T)).isEqualTo(STARTS);
        assertThat(tracker.lost()).isZero();
    }

    @Test
    void shouldKeepEnvironmentsApart() {
        tracker.accept("a/0", 1, 0, 0, T);

        assertThat(tracker.accept("a/1", 1, 0, 0, T)).isEqualTo(STARTS);
        assertThat(tracker.accept("b/0", 1, 0, 0, T)).isEqualTo(STARTS);
        assertThat(tracker.duplicates()).isZero();
    }

    @Test
    void shouldGoOnFromARestoredState() {
        accept(1, 0);
        accept(1, 3);
        SequenceTracker restored = new SequenceTracker();

        restored.restore(tracker.state());

        assertThat(restored.lost()).isEqualTo(2);
        assertThat(restored.accept("a/0", 1, 3, 3 * T, T)).isEqualTo(DUPLICATE);
        assertThat(restored.accept("a/0", 1, 4, 4 * T, T)).isEqualTo(CONTINUES);
    }

    private SequenceTracker.Verdict accept(long epoch, long sequence) {
        return tracker.accept("a/0", epoch, sequence, sequence * T, T);
    }
}
