package io.slipstream.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.LearningReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FigureCheckTest {
    private final FigureCheck check = new FigureCheck(List.of(Instant.ofEpochSecond(100)));

    @Test
    void shouldLetTotalsGoBackOnlyWhenALearnerHasBeenStartedAgain() {
        check.learning(report(10, 500, 50));
        check.learning(report(20, 900, 90));
        check.learning(report(15, 700, 110));

        assertThat(totals().violations()).isZero();

        check.learning(report(14, 700, 120));

        assertThat(totals().violations()).isEqualTo(1);
    }

    @Test
    void shouldHoldNothingThatWasNeverLookedAt() {
        assertThat(totals().holds()).isFalse();
    }

    @Test
    void shouldNoticeWhatWasOnceVisibleAndIsGoneOrAnother() {
        Checksums seen = new Checksums();
        Checksums now = new Checksums();
        for (int offset = 0; offset < 3000; offset++) {
            seen.put(offset, Checksums.of(new byte[] {(byte) offset}));
            now.put(offset, Checksums.of(new byte[] {(byte) offset}));
        }
        assertThat(seen.missingFrom(now)).isZero();

        now.put(7, Checksums.of(new byte[] {1, 2}));
        seen.put(3000, Checksums.of(new byte[0]));

        assertThat(seen.missingFrom(now)).isEqualTo(2);
        assertThat(seen.count()).isEqualTo(3001);
    }

    private Invariant.Result totals() {
        return check.totals();
    }

    private static LearningReport report(long updates, long steps, long second) {
        return LearningReport.newBuilder()
                .setFleet("f")
                .setModelVersion(1)
                .setComponent(Component.NONE)
                .setUpdates(updates)
                .setEnvironmentSteps(steps)
                .setUpdatesPerSecond(0)
                .setPolicyLag(0)
                .setReplayRatio(0)
                .setReplaySteps(0)
                .setLosses(Map.of())
                .setCreatedAt(Instant.ofEpochSecond(second))
                .build();
    }
}
