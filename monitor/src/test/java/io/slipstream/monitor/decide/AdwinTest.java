package io.slipstream.monitor.decide;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdwinTest {
    @Test
    void shouldNoticeARiseAndForgetWhatCameBefore() {
        Adwin detector = new Adwin(0.002, 1_000);
        int[] alarms = Noise.alarms(detector, 1, 300, 400, 0.4, 0.7, 0.05).toArray();
        assertThat(alarms[0]).as("about a window of 48 blocks later").isBetween(305, 360);
        assertThat(detector.size()).isBetween(50, 150);
    }

    @Test
    void shouldStayQuietOnAStationaryStream() {
        for (int seed = 1; seed <= 20; seed++) {
            assertThat(Noise.alarms(new Adwin(0.002, 500), seed, 1_000, 1_000, 0.5, 0.5, 0.1))
                    .as("seed " + seed)
                    .isEmpty();
        }
    }

    @Test
    void shouldForgetWithoutAnAlarmWhenTheMeanFalls() {
        Adwin detector = new Adwin(0.002, 1_000);
        assertThat(Noise.alarms(detector, 1, 300, 400, 0.7, 0.4, 0.05)).isEmpty();
        assertThat(detector.size()).isLessThan(150);
    }
}
