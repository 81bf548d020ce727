package io.slipstream.sim.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TrigTest {
    @Test
    void shouldAgreeWithTheReferenceSineAndCosine() {
        RandomSource random = new RandomSource(1);
        for (int i = 0; i < 100_000; i++) {
            double x = random.uniform(-50, 50);
            assertThat(Trig.sin(x)).isCloseTo(StrictMath.sin(x), within(1e-14));
            assertThat(Trig.cos(x)).isCloseTo(StrictMath.cos(x), within(1e-14));
        }
    }

    @Test
    void shouldAgreeWithTheReferenceArcTangent() {
        RandomSource random = new RandomSource(2);
        for (int i = 0; i < 100_000; i++) {
            double x = StrictMath.tan(random.uniform(-1.57, 1.57));
            assertThat(Trig.atan(x)).isCloseTo(StrictMath.atan(x), within(1e-15));
        }
    }

    @Test
    void shouldDrawUniformNumbers() {
        RandomSource random = new RandomSource(3);
        int draws = 200_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < draws; i++) {
            double unit = random.unit();
            assertThat(unit).isBetween(0.0, Math.nextDown(1.0));
            sum += unit;
            squares += unit * unit;
        }
        assertThat(sum / draws).isCloseTo(0.5, within(0.003));
        assertThat(squares / draws).isCloseTo(1.0 / 3, within(0.003));
    }
}
