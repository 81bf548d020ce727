package io.slipstream.monitor.decide;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageHinkleyTest {
    @Test
    void shouldNoticeARiseSoonAfterItCame() {
        int at = Noise.alarms(new PageHinkley(0.01, 2, 30), 1, 500, 600, 0.5, 0.7, 0.05)
                .findFirst()
                .orElseThrow();
        assertThat(at).isBetween(500, 530);
    }

    @Test
    void shouldStayQuietOnAStationaryStream() {
        for (int seed = 1; seed <= 20; seed++) {
            assertThat(Noise.alarms(new PageHinkley(0.01, 2, 30), seed, 5_000, 5_000, 0.5, 0.5, 0.05))
                    .as("seed " + seed)
                    .isEmpty();
        }
    }

    @Test
    void shouldNotAlarmWhenTheMeanFalls() {
        assertThat(Noise.alarms(new PageHinkley(0.01, 2, 30), 1, 500, 1_000, 0.7, 0.5, 0.05))
                .isEmpty();
    }
}
