package io.slipstream.learner.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentEpisodesTest {
    @Test
    void shouldBeBetterOnlyByATenthAndByMoreThanChance() {
        assertThat(earning(400, 1, 20).betterThan(earning(355, 1, 20))).isTrue();
        assertThat(earning(400, 1, 20).betterThan(earning(380, 1, 20)))
                .as("certain, and little")
                .isFalse();
        assertThat(earning(400, 300, 20).betterThan(earning(320, 300, 20)))
                .as("much, and perhaps chance")
                .isFalse();
        assertThat(earning(320, 1, 20).betterThan(earning(400, 1, 20))).isFalse();
    }

    @Test
    void shouldBeBetterByATenthOfALossToo() {
        assertThat(earning(-100, 1, 20).betterThan(earning(-150, 1, 20))).isTrue();
        assertThat(earning(-100, 1, 20).betterThan(earning(-105, 1, 20))).isFalse();
    }

    @Test
    void shouldCompareNothingWithAFewEpisodes() {
        assertThat(earning(400, 1, 4).betterThan(earning(100, 1, 20))).isFalse();
        assertThat(earning(400, 1, 20).betterThan(earning(100, 1, 4))).isFalse();
    }

    @Test
    void shouldBeBetterByArrivingMoreOftenThanChance() {
        assertThat(arriving(32, 32).betterThan(arriving(24, 32))).isTrue();
        assertThat(arriving(100, 100).betterThan(arriving(96, 100)))
                .as("little")
                .isFalse();
        assertThat(arriving(10, 10).betterThan(arriving(9, 10)))
                .as("much, and perhaps chance")
                .isFalse();
        assertThat(arriving(24, 32).betterThan(arriving(32, 32))).isFalse();
    }

    private static RecentEpisodes arriving(int successes, int count) {
        RecentEpisodes episodes = new RecentEpisodes(100);
        for (int i = 0; i < count; i++) {
            episodes.add(new RecentEpisodes.Ending(400, i < successes, i, i + 1));
        }
        return episodes;
    }

    /** Episodes whose returns lie so far from a mean, on either side. */
    private static RecentEpisodes earning(double mean, double spread, int count) {
        RecentEpisodes episodes = new RecentEpisodes(100);
        for (int i = 0; i < count; i++) {
            episodes.add(new RecentEpisodes.Ending(mean + (i % 2 == 0 ? spread : -spread), true, i, i + 1));
        }
        return episodes;
    }
}
