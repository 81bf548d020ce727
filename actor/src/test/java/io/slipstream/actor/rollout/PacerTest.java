package io.slipstream.actor.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PacerTest {
    private long now;

    @Test
    void shouldSpaceTicksByTheStepsTheyMake() {
        Pacer pacer = new Pacer(1000, 10, () -> now);
        assertThat(pacer.nanosLeft()).isNotPositive();

        pacer.ticked();

        assertThat(pacer.nanosLeft()).isEqualTo(10_000_000);
        now += 10_000_000;
        assertThat(pacer.nanosLeft()).isNotPositive();
    }

    @Test
    void shouldNotMakeUpForALongPause() {
        Pacer pacer = new Pacer(1000, 10, () -> now);
        now += 3_600_000_000_000L;
        int ticks = 0;
        while (pacer.nanosLeft() <= 0) {
            pacer.ticked();
            ticks++;
        }

        assertThat(ticks).isLessThanOrEqualTo(101);
    }

    @Test
    void shouldNeverWaitWhenUnlimited() {
        Pacer pacer = new Pacer(0, 10, () -> now);
        pacer.ticked();

        assertThat(pacer.nanosLeft()).isZero();
    }
}
