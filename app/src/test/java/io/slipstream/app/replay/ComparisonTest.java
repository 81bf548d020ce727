package io.slipstream.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.schemas.avro.SignalReading;
import io.slipstream.schemas.avro.WeightsReference;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    @Test
    void shouldFindNothingInEqualRecords() {
        assertThat(new Comparison(Set.of()).differences(reading(.1), reading(.1)))
                .isEmpty();
    }

    @Test
    void shouldNameEveryFieldThatDiffersEvenInItsLastBit() {
        assertThat(new Comparison(Set.of()).differences(reading(.1), reading(Math.nextUp(.1))))
                .containsExactly(new Difference("value", "0.1", "0.10000000000000002"));
        assertThat(new Comparison(Set.of("value")).differences(reading(.1), reading(.2)))
                .isEmpty();
    }

    @Test
    void shouldShowHashesThatDiffer() {
        assertThat(new Comparison(Set.of())
                        .differences(
                                new WeightsReference("actor-adapter", "aa", 4L, 1),
                                new WeightsReference("actor-adapter", "bb", 4L, 1)))
                .extracting(Difference::toString)
                .containsExactly("sha256: the log says aa, recomputed bb");
    }

    private static SignalReading reading(double value) {
        return new SignalReading("tv", value, 0.0, 1.0, .05, .5, 5_000L);
    }
}
