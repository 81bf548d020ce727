package io.slipstream.app.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IntervalTest {
    @Test
    void shouldGiveWilsonsIntervalOfAShare() {
        Interval interval = Interval.ofShare(81, 263);
        assertThat(interval.value()).isCloseTo(0.3080, within(1e-4));
        assertThat(interval.low()).isCloseTo(0.2553, within(1e-4));
        assertThat(interval.high()).isCloseTo(0.3662, within(1e-4));
    }

    @Test
    void shouldHoldTheShareItselfAtBothEnds() {
        assertThat(Interval.ofShare(0, 50).low()).isZero();
        assertThat(Interval.ofShare(50, 50).high()).isEqualTo(1);
        assertThat(Interval.ofShare(50, 50).low()).isLessThan(1);
    }

    @Test
    void shouldSayThatThereIsNoSample() {
        assertThat(Interval.ofShare(0, 0).samples()).isZero();
        assertThat(Interval.ofMean(new double[0]).value()).isNaN();
    }

    @Test
    void shouldBoundAMeanAsTheNormalApproximationDoes() {
        SplittableRandom random = new SplittableRandom(1);
        double[] values = random.doubles(1000).toArray();
        Interval interval = Interval.ofMean(values);
        double half = 1.96 * Math.sqrt(1 / 12.0 / 1000);
        assertThat(interval.high() - interval.low()).isCloseTo(2 * half, within(0.15 * 2 * half));
        assertThat(interval.value()).isBetween(interval.low(), interval.high());
    }

    @Test
    void shouldGiveTheSameIntervalForTheSameValues() {
        double[] values = {1, 2, 3, 10};
        assertThat(Interval.ofMean(values)).isEqualTo(Interval.ofMean(values));
    }

    @Test
    void shouldGiveStudentsIntervalOverSeeds() {
        Interval five = Interval.ofSeeds(new double[] {0.8, 0.9, 0.85, 0.95, 1.0});

        assertThat(five.value()).isCloseTo(0.9, within(1e-9));
        // t(.975, 4) times the standard error .0354
        assertThat(five.high()).isCloseTo(0.9 + 2.776 * 0.0353553, within(1e-5));
        assertThat(five.low()).isCloseTo(0.9 - 2.776 * 0.0353553, within(1e-5));
    }

    @Test
    void shouldSayNothingAboutTheSpreadOfOneSeed() {
        assertThat(Interval.ofSeeds(new double[] {0.8}).high()).isInfinite();
        assertThat(Interval.ofSeeds(new double[0]).samples()).isZero();
    }
}
