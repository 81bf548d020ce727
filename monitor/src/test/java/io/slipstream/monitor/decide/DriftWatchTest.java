package io.slipstream.monitor.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DriftWatchTest {
    private static final int BLOCKS = 48;

    private final DriftWatch watch = new DriftWatch(new PageHinkley(0.01, 2, 30));
    private final Random random = new Random(1);

    @Test
    void shouldHoldItsFindingUntilTheStreamReturns() {
        assertThat(window(0.5)).isFalse();
        assertThat(window(0.5)).isFalse();
        assertThat(window(0.8)).isTrue();
        assertThat(window(0.8)).isTrue();
        assertThat(window(0.78)).as("still the upper half").isTrue();
        assertThat(window(0.5)).isFalse();
        assertThat(window(0.5)).isFalse();
        assertThat(window(0.8)).as("a second time").isTrue();
    }

    @Test
    void shouldTakeTheFirstWindowForHome() {
        assertThat(window(0.9)).isFalse();
        assertThat(window(0.9)).isFalse();
    }

    private boolean window(double mean) {
        for (int i = 0; i < BLOCKS; i++) {
            watch.add(mean + 0.03 * random.nextGaussian());
        }
        return watch.endWindow();
    }
}
