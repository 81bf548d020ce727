package io.slipstream.actor.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FenceTest {
    private final Fence fence = new Fence(2, 3);

    @Test
    void shouldFenceOnlyTheEnvironmentThatYieldsNotANumber() {
        float[] observations = {1, 2, 3, 4, Float.NaN, 6};
        float[] rewards = {1, 1};

        fence.inspect(observations, rewards, new byte[2]);

        assertThat(fence.fenced(0)).isFalse();
        assertThat(fence.fenced(1)).isTrue();
        assertThat(observations).containsExactly(1, 2, 3, 0, 0, 0);
        assertThat(rewards).containsExactly(1, 0);
    }

    @Test
    void shouldFenceOnAnInfiniteReward() {
        fence.inspect(new float[6], new float[] {Float.POSITIVE_INFINITY, 0}, new byte[2]);

        assertThat(fence.fenced(0)).isTrue();
        assertThat(fence.count()).isEqualTo(1);
    }

    @Test
    void shouldStayFencedUntilTheNextEpisodeBeginsFinite() {
        fence.inspect(new float[6], new float[] {Float.NaN, 0}, new byte[2]);

        fence.inspect(new float[6], new float[2], new byte[2]);
        assertThat(fence.fenced(0)).isTrue();
        fence.inspect(new float[6], new float[] {Float.NaN, 0}, new byte[] {1, 0});
        assertThat(fence.fenced(0)).isTrue();
        fence.inspect(new float[6], new float[2], new byte[] {1, 0});

        assertThat(fence.fenced(0)).isFalse();
        assertThat(fence.count()).isEqualTo(1);
    }
}
