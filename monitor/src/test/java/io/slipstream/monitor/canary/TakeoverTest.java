package io.slipstream.monitor.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TakeoverTest {
    private static final int ENVIRONMENTS = 64;
    private static final int SEEDS = 400;

    @Test
    void shouldCountTheChancesExactly() {
        assertThat(RankSum.chanceOfSoLow(new double[] {1, 2}, new double[] {3, 4, 5}))
                .isCloseTo(.1, within(1e-12));
        assertThat(RankSum.chanceOfSoLow(new double[] {4, 5}, new double[] {1, 2, 3}))
                .isCloseTo(1, within(1e-12));
        assertThat(RankSum.chanceOfSoLow(new double[] {1, 1}, new double[] {1, 1}))
                .isCloseTo(1, within(1e-12));
        assertThat(RankSum.chanceOfSoLow(new double[] {1}, new double[] {1, 2})).isCloseTo(2 / 3.0, within(1e-12));
    }

    @Test
    void shouldStopACandidateThatStandsStillWithinTheFirstSegments() {
        Takeover takeover = drive(1, -16, 3);

        Takeover.Look look = Objects.requireNonNull(takeover.latest());
        assertThat(look.chance()).isLessThanOrEqualTo(look.level());
        assertThat(look.candidates()).isEqualTo(16);
        assertThat(look.incumbents()).isEqualTo(48);
    }

    @Test
    void shouldSeldomStopACandidateThatIsAsGood() {
        int stopped = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            stopped += stops(seed) ? 1 : 0;
        }
        assertThat(stopped / (double) SEEDS).isLessThanOrEqualTo(.05);
    }

    @Test
    void shouldLeaveOutWhatWasDrivenBeforeTheTakeover() {
        Takeover takeover = Takeover.initial();
        for (int segment = 0; segment < 2; segment++) {
            for (int e = 0; e < ENVIRONMENTS; e++) {
                // So bad was the incumbent before.
                takeover = takeover.with("a/" + e, new Takeover.Stretch(false, segment * 32L, -1_000), .05);
            }
        }
        takeover = drive(takeover, 2, new SplittableRandom(3), 50, 2);

        Takeover.Look look = Objects.requireNonNull(takeover.latest());
        assertThat(look.candidateMean()).isBetween(0.0, 100.0);
        assertThat(look.incumbentMean()).isBetween(0.0, 100.0);
    }

    private static boolean stops(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Takeover takeover = Takeover.initial();
        for (int segments = 1; segments <= 6; segments++) {
            takeover = drive(takeover, segments - 1, random, 50, 1);
            Takeover.Look look = takeover.latest();
            if (look != null && look.chance() <= look.level()) {
                return true;
            }
        }
        return false;
    }

    private static Takeover drive(long seed, double candidate, int segments) {
        return drive(Takeover.initial(), 0, new SplittableRandom(seed), candidate, segments);
    }

    private static Takeover drive(
            Takeover before, int from, SplittableRandom random, double candidateReward, int segments) {
        Takeover takeover = before;
        for (int segment = from; segment < from + segments; segment++) {
            for (int e = 0; e < ENVIRONMENTS; e++) {
                boolean candidate = e % 4 == 3;
                double reward = (candidate ? candidateReward : 50) + 40 * (random.nextDouble() - .5);
                takeover = takeover.with("a/" + e, new Takeover.Stretch(candidate, segment * 32L, reward), .05);
            }
        }
        return takeover;
    }
}
