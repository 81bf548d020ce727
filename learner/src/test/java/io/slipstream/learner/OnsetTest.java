package io.slipstream.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.learner.ingest.ArrivalLog;
import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.OffsetRange;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnsetTest {
    private static final int LENGTH = 32;

    private final ArrivalLog arrivals = new ArrivalLog(1_000_000);

    @Test
    void shouldReachBackAsManyWindowsAsAgreed() {
        arrive(0, 0, 100);

        // The last window holds 20 segments, 30 more have come since it began; the one before was as long.
        assertThat(steps(decision(2, range("transitions", 0, 70, 90)))).isEqualTo((30 + 20) * LENGTH);
        assertThat(steps(decision(1, range("transitions", 0, 70, 90)))).isEqualTo(30 * LENGTH);
    }

    @Test
    void shouldCountAllPartitionsFromTheFirstRecordThatLiesInTheWindow() {
        arrive(0, 0, 10);
        arrive(1, 0, 10);
        arrive(0, 10, 20);
        arrive(1, 10, 20);

        FinetuneDecision decision = decision(1, range("transitions", 0, 12, 18), range("transitions", 1, 11, 15));

        assertThat(steps(decision)).isEqualTo(18 * LENGTH);
    }

    @Test
    void shouldNotHearOfOtherTopics() {
        arrive(0, 0, 100);

        assertThat(steps(decision(2, range("episodes", 0, 10, 20)))).isZero();
    }

    @Test
    void shouldSayNothingOfRecordsThatNobodyRemembers() {
        assertThat(steps(decision(2, range("transitions", 0, 70, 90)))).isZero();
        assertThat(steps(decision(2))).isZero();
    }

    private long steps(FinetuneDecision decision) {
        return Onset.stepsSince(decision, "transitions", arrivals);
    }

    private void arrive(int partition, long from, long to) {
        for (long offset = from; offset < to; offset++) {
            arrivals.add(partition, offset, LENGTH);
        }
    }

    private static OffsetRange range(String topic, int partition, long from, long to) {
        return new OffsetRange(topic, partition, from, to);
    }

    private static FinetuneDecision decision(int windows, OffsetRange... offsets) {
        return Records.decision(1, Component.POLICY, windows, List.of(offsets));
    }
}
