package io.slipstream.learner.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RewarmingTest {
    @Test
    void shouldRiseOverTheFirstTwentieth() {
        assertThat(Rewarming.share(0, 200)).isCloseTo(0.1f, within(1e-6f));
        assertThat(Rewarming.share(9, 200)).isEqualTo(1f);
    }

    @Test
    void shouldFallOverTheLastThird() {
        assertThat(Rewarming.share(200, 300)).isEqualTo(1f);
        assertThat(Rewarming.share(250, 300)).isCloseTo(0.55f, within(1e-6f));
        assertThat(Rewarming.share(299, 300)).isLessThan(0.12f);
    }

    @Test
    void shouldNotHoldAnyUpdateStill() {
        assertThat(Rewarming.share(0, 100_000)).isPositive();
    }
}
