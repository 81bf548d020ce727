package io.slipstream.learner.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.learner.ingest.ArrivalLog.Run;
import org.junit.jupiter.api.Test;

class ArrivalLogTest {
    private final ArrivalLog log = new ArrivalLog(100);

    @Test
    void shouldJoinRecordsOfOnePartitionThatArriveInARow() {
        log.add(0, 5, 10);
        log.add(0, 6, 10);
        log.add(1, 2, 10);
        log.add(0, 8, 10);

        assertThat(log.runs()).containsExactly(new Run(0, 5, 7, 20), new Run(1, 2, 3, 10), new Run(0, 8, 9, 10));
        assertThat(log.ranges()).containsEntry(0, new Run(0, 5, 9, 30)).containsEntry(1, new Run(1, 2, 3, 10));
    }

    @Test
    void shouldForgetRunsThatCanNoLongerBeInTheWindow() {
        for (int i = 0; i < 20; i++) {
            log.add(i % 2, i, 10);
        }

        assertThat(log.runs()).hasSize(10);
        assertThat(log.runs().get(0).from()).isEqualTo(10);
    }

    @Test
    void shouldGoOnFromRestoredRuns() {
        log.add(0, 5, 10);
        ArrivalLog restored = new ArrivalLog(100);

        restored.restore(log.runs());
        restored.add(0, 6, 10);

        assertThat(restored.runs()).containsExactly(new Run(0, 5, 7, 20));
    }
}
