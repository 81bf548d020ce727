package io.slipstream.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StandstillTest {
    private long now;

    @Test
    void shouldBeReachedOnlyWhenTheSameIsSeenForLongerThanTheLimit() {
        Standstill standstill = new Standstill(Duration.ofNanos(10), () -> now);

        assertThat(standstill.reached("a")).isFalse();
        now = 10;
        assertThat(standstill.reached("a")).isFalse();
        assertThat(standstill.reached("b")).isFalse();
        now = 20;
        assertThat(standstill.reached("b")).isFalse();
        now = 21;
        assertThat(standstill.reached("b")).isTrue();
        assertThat(standstill.reached("c")).as("it moves again").isFalse();
    }
}
