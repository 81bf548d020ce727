package io.slipstream.monitor.mismatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.slipstream.runtime.signals.Reference;
import io.slipstream.runtime.signals.ReferenceBuilder;
import io.slipstream.runtime.signals.SignalNames;
import io.slipstream.runtime.signals.WindowSignals;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MismatchEstimatorTest {
    private static final double[] UNIFORM = {.25, .25, .25, .25};
    private static final double[] ACTIONS = {1 / 3.0, 1 / 3.0, 1 / 3.0};

    private final MismatchEstimator estimator = new MismatchEstimator(100, 7);

    @Test
    void shouldCoverTheTrueMeanInAboutNinetyFiveOfAHundredWindows() {
        Reference reference = new Reference(Map.of(), UNIFORM, ACTIONS, new float[0], Map.of());
        int covered = 0;
        int windows = 200;
        for (int i = 0; i < windows; i++) {
            Reading tv = tv(estimator.read(Windows.blocks(i, 40, .3), reference));
            covered += tv.low() <= .3 && .3 <= tv.high() ? 1 : 0;
        }
        assertThat(covered / (double) windows).isBetween(.89, .99);
    }

    @Test
    void shouldCoverZeroDistanceWhenNothingChanged() {
        Reference reference = new Reference(Map.of(), UNIFORM, ACTIONS, new float[0], Map.of());
        int covered = 0;
        for (int i = 0; i < 100; i++) {
            Readings readings = estimator.read(Windows.blocks(i, 40, .3), reference);
            Reading visitation = readings.signal(SignalNames.VISITATION).orElseThrow();
            covered += visitation.low() <= 0 ? 1 : 0;
        }
        assertThat(covered).isGreaterThan(90);
    }

    @Test
    void shouldGiveTheSameFiguresForTheSameBlocks() {
        Reference reference = reference();
        assertThat(estimator.read(Windows.blocks(3, 30, .3), reference))
                .isEqualTo(new MismatchEstimator(100, 7).read(Windows.blocks(3, 30, .3), reference));
    }

    @Test
    void shouldReadEPAsWhatTvHasAboveItsLevel() {
        Reference reference = reference();
        Readings shifted = estimator.read(Windows.blocks(99, 100, .5), reference);
        assertThat(shifted.dynamics().value()).isCloseTo(.2, within(.02));
        assertThat(shifted.dynamics().level()).isCloseTo(.3, within(.01));
        assertThat(shifted.dynamics().passed()).isTrue();
        Readings lower = estimator.read(Windows.blocks(99, 100, .1), reference);
        assertThat(lower.dynamics().value()).isZero();
        assertThat(lower.dynamics().passed()).isFalse();
    }

    @Test
    void shouldReadSuccessWithWilsonsBand() {
        Reading success = estimator
                .read(Windows.blocks(5, 60, .3), reference())
                .signal(SignalNames.SUCCESS)
                .orElseThrow();
        assertThat(success.samples()).isEqualTo(60);
        assertThat(success.low()).isBetween(success.value() - .16, success.value() - .06);
        assertThat(success.high()).isBetween(success.value() + .04, 1.0);
    }

    @Test
    void shouldKnowTheStandardErrorOfAShare() {
        assertThat(Binomial.standardError(.5, 100)).isCloseTo(.05, within(1e-12));
        assertThat(Binomial.standardError(1, 100)).isPositive();
    }

    private static Reading tv(Readings readings) {
        return readings.signal(SignalNames.TV).orElseThrow();
    }

    private static Reference reference() {
        return new ReferenceBuilder(List.of(window(11), window(12), window(13), window(14))).build();
    }

    private static WindowSignals window(long seed) {
        WindowSignals window = new WindowSignals(Windows.LAYOUT);
        Windows.blocks(seed, 100, .3).forEach(window::merge);
        return window;
    }
}
