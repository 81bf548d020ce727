package io.slipstream.learner.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ReturnsTest {
    private static final float[] NO_VALUES = {0, 0, 0, 0};

    @Test
    void shouldSumDiscountedRewardsWhenLambdaIsOne() {
        float[] returns = Returns.recorded(
                new float[] {9, 1, 2, 4}, new float[] {1, 1, 1, 1}, new boolean[4], NO_VALUES, 1, 0.5f, 1f);
        assertThat(returns).containsExactly(1 + 0.5f * 2 + 0.25f * 4, 2 + 0.5f * 4, 4, 0);
    }

    @Test
    void shouldNotReachOverTheEndOfAnEpisode() {
        boolean[] ended = {false, true, false, false};
        float[] terminal = {1, 0, 1, 1};
        float[] returns =
                Returns.recorded(new float[] {0, 3, 0, 100}, terminal, ended, new float[] {5, 6, 7, 8}, 1, 0.9f, 0.95f);
        assertThat(returns[0]).as("a terminal step has no future").isEqualTo(3f);
        assertThat(returns[1]).as("an end keeps its value").isEqualTo(6f);
    }

    @Test
    void shouldCountOnAfterATruncationAndFromTheLastRow() {
        boolean[] ended = {false, true, false, false};
        float[] returns = Returns.recorded(
                new float[] {0, 3, 0, 1}, new float[] {1, 1, 1, 1}, ended, new float[] {5, 6, 7, 8}, 1, 0.9f, 0.5f);
        assertThat(returns[0]).isCloseTo(3 + 0.9f * 6, within(1e-5f));
        assertThat(returns[2]).isCloseTo(1 + 0.9f * 8, within(1e-5f));
    }

    @Test
    void shouldKeepSequencesOfABatchApart() {
        // Two sequences side by side, time-major.
        float[] returns = Returns.recorded(
                new float[] {0, 0, 1, 10, 2, 20},
                new float[] {1, 1, 1, 1, 1, 1},
                new boolean[6],
                new float[6],
                2,
                1f,
                1f);
        assertThat(returns).containsExactly(3, 30, 2, 20, 0, 0);
    }
}
