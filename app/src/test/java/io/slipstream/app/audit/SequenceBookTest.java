package io.slipstream.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.app.audit.SequenceBook.Stream;
import org.junit.jupiter.api.Test;

class SequenceBookTest {
    private final SequenceBook book = new SequenceBook();
    private final Stream stream = new Stream("actor-1", 3, 7);

    @Test
    void shouldFindNothingWrongWithContiguousSegments() {
        add(0, 1, 2, 3);
        assertThat(book.segments()).isEqualTo(4);
        assertThat(book.lost()).isZero();
        assertThat(book.duplicates()).isZero();
    }

    @Test
    void shouldCountEverySegmentThatALaterOneOvertookAsLost() {
        add(0, 4);
        assertThat(book.lost()).isEqualTo(3);
    }

    @Test
    void shouldTakeALossBackWhenTheSegmentComesLate() {
        add(0, 2, 1);
        assertThat(book.lost()).isZero();
        assertThat(book.duplicates()).isZero();
    }

    @Test
    void shouldCountASegmentThatComesAgainAsDuplicate() {
        add(0, 1, 1, 0);
        assertThat(book.duplicates()).isEqualTo(2);
        assertThat(book.segments()).isEqualTo(4);
    }

    @Test
    void shouldMissTheFirstSegmentsOfAStreamThatDoesNotBeginAtZero() {
        add(2);
        assertThat(book.lost()).isEqualTo(2);
    }

    @Test
    void shouldNotMissWhatRetentionMayHaveRemoved() {
        book.add(stream, 900, true);
        book.add(stream, 901, true);
        assertThat(book.lost()).isZero();
    }

    @Test
    void shouldCountEveryEpochOfAnActorFromZero() {
        add(0, 1);
        book.add(new Stream("actor-1", 3, 8), 0, false);
        assertThat(book.lost()).isZero();
        assertThat(book.duplicates()).isZero();
    }

    private void add(long... sequences) {
        for (long sequence : sequences) {
            book.add(stream, sequence, false);
        }
    }
}
