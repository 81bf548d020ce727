package io.slipstream.actor.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private long now;
    private final Admission admission = new Admission(1000, Duration.ofSeconds(15), () -> now);

    @Test
    void shouldBeOpenWithoutALearner() {
        assertThat(admission.open()).isTrue();
    }

    @Test
    void shouldHoldBackAboveTheBoundAndLetGoBelowItsHalf() {
        admission.heard(1000);
        assertThat(admission.open()).isTrue();
        admission.heard(1001);
        assertThat(admission.open()).isFalse();
        admission.heard(501);
        assertThat(admission.open()).isFalse();
        admission.heard(500);
        assertThat(admission.open()).isTrue();
    }

    @Test
    void shouldDriveOnWhenTheLearnerFallsSilent() {
        admission.heard(5000);
        assertThat(admission.open()).isFalse();

        now += Duration.ofSeconds(16).toNanos();

        assertThat(admission.open()).isTrue();
    }

    @Test
    void shouldNeverHoldBackWithoutABound() {
        Admission unbounded = new Admission(0, Duration.ofSeconds(15), () -> now);
        unbounded.heard(Long.MAX_VALUE);

        assertThat(unbounded.open()).isTrue();
    }
}
