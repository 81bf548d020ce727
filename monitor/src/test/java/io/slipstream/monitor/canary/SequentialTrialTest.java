package io.slipstream.monitor.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.slipstream.monitor.CanaryConfiguration;
import io.slipstream.runtime.config.Config;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Error rates with somebody looking after every single episode, over fixed seeds. */
class SequentialTrialTest {
    private static final int SEEDS = 300;
    private static final CanarySettings SETTINGS =
            CanaryConfiguration.of(Config.defaults().with(CanaryConfiguration.MODE, CanaryMode.CANARY));

    @Test
    void shouldSeldomRollBackACandidateThatIsAsGood() {
        assertThat(share(.9, .9, Ruling.ROLL_BACK)).isLessThanOrEqualTo(.05);
    }

    @Test
    void shouldSeldomPromoteACandidateThatIsWorseByTheMargin() {
        assertThat(share(.85, .9, Ruling.PROMOTE)).isLessThanOrEqualTo(.05);
    }

    @Test
    void shouldRollBackACandidateThatIsTenPointsWorse() {
        assertThat(share(.8, .9, Ruling.ROLL_BACK)).isGreaterThanOrEqualTo(.95);
    }

    @Test
    void shouldPromoteACandidateThatIsAsGood() {
        assertThat(share(.9, .9, Ruling.PROMOTE)).isGreaterThanOrEqualTo(.95);
    }

    @Test
    void shouldHoldItsErrorRatesWhileTheWorldChangesForBoth() {
        int wrong = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            // A shift comes after 200 episodes of both and half of it goes again.
            Ruling ruling = run(seed, episode -> episode < 200 ? .95 : episode < 600 ? .2 : .6, 0);
            wrong += ruling == Ruling.ROLL_BACK ? 1 : 0;
        }
        assertThat(wrong / (double) SEEDS).isLessThanOrEqualTo(.05);
    }

    @Test
    void shouldRollBackForReturnAloneWhenSuccessIsTheSame() {
        SequentialTrial trial = new SequentialTrial(SETTINGS);
        SplittableRandom random = new SplittableRandom(4);
        Ruling ruling = Ruling.GOES_ON;
        for (int i = 0; i < 4_000 && ruling == Ruling.GOES_ON; i++) {
            boolean candidate = i % 4 == 0;
            double lower = candidate ? 200 : 0;
            ruling = trial.take(new TrialEpisode(
                    candidate, true, 300 + 60 * random.nextDouble() - lower, OptionalDouble.empty(), Optional.empty()));
        }
        assertThat(ruling).isEqualTo(Ruling.ROLL_BACK);
    }

    @Test
    void shouldSayNothingBeforeTheFewestEpisodes() {
        SequentialTrial trial = new SequentialTrial(SETTINGS);
        for (int i = 1; i < SETTINGS.minimumEpisodes(); i++) {
            trial.take(episode(false, true));
            assertThat(trial.take(episode(true, false))).isEqualTo(Ruling.GOES_ON);
        }
        trial.take(episode(false, true));
        assertThat(trial.take(episode(true, false))).isEqualTo(Ruling.ROLL_BACK);
    }

    @Test
    void shouldGiveEvidenceThatABetWouldHaveWon() {
        Betting lost = Betting.initial();
        for (int i = 0; i < 100; i++) {
            lost = lost.bet(-.5, 1);
        }
        assertThat(Betting.initial().logEvidence()).isCloseTo(0, within(1e-12));
        assertThat(Betting.initial().bet(1, 1).logEvidence()).isPositive();
        assertThat(lost.logEvidence()).isNegative().isFinite();
    }

    private static double share(double candidate, double incumbent, Ruling wanted) {
        int hits = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            hits += run(seed, episode -> incumbent, incumbent - candidate) == wanted ? 1 : 0;
        }
        return hits / (double) SEEDS;
    }

    private static Ruling run(long seed, IntToDoubleFunction success, double worse) {
        SequentialTrial trial = new SequentialTrial(SETTINGS);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; ; i++) {
            boolean candidate = random.nextDouble() < SETTINGS.share();
            double chance = success.applyAsDouble(i) - (candidate ? worse : 0);
            Ruling ruling = trial.take(episode(candidate, random.nextDouble() < chance));
            if (ruling != Ruling.GOES_ON) {
                return ruling;
            }
        }
    }

    private static TrialEpisode episode(boolean candidate, boolean success) {
        return new TrialEpisode(candidate, success, success ? 340 : 0, OptionalDouble.of(4), Optional.empty());
    }
}
