package io.slipstream.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ActivationTest {
    @Test
    void shouldHaveTheTangentOfTheHyperbola() {
        for (float x = -20; x <= 20; x += 0.0137f) {
            assertThat(Activation.tanh(x)).as("tanh %s", x).isCloseTo((float) StrictMath.tanh(x), within(4e-7f));
        }
    }

    @Test
    void shouldHaveTheExponential() {
        for (float x = -86; x <= 88; x += 0.0137f) {
            assertThat(Activation.exp(x) / StrictMath.exp(x)).as("exp %s", x).isCloseTo(1, within(3e-7));
        }
        assertThat(Activation.exp(-1000f)).isBetween(0f, 1e-37f);
        assertThat(Activation.exp(1000f)).isGreaterThan(1e38f);
    }

    @Test
    void shouldHaveTheLogarithm() {
        for (double power = -30; power <= 30; power += 0.0137) {
            float x = (float) StrictMath.exp(power);
            assertThat(Activation.log(x))
                    .as("log %s", x)
                    .isCloseTo((float) StrictMath.log(x), within(2e-7f * (float) (1 + Math.abs(power))));
        }
        assertThat(Activation.log(1f)).isZero();
    }

    @Test
    void shouldHideNothingThatIsNotFinite() {
        assertThat(Activation.tanh(Float.NaN)).isNaN();
        assertThat(Activation.exp(Float.NaN)).isNaN();
        assertThat(Activation.log(Float.NaN)).isNaN();
        assertThat(Activation.log(Float.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
    }

    @Test
    void shouldMakeProbabilitiesOfLogitsHoweverLarge() {
        float[] logits = {1000f, 1001f, 999f, -3f, -3f, 500f, 7f};
        Activation.softmax(logits, 2, 3);
        assertThat(logits[0] + logits[1] + logits[2]).isCloseTo(1f, within(1e-6f));
        assertThat(logits[1] / logits[0]).isCloseTo((float) Math.E, within(1e-5f));
        assertThat(logits[3]).isEqualTo(logits[4]).isLessThan(1e-30f);
        assertThat(logits[5]).isEqualTo(1f);
        assertThat(logits[6]).isEqualTo(7f);
    }

    @Test
    void shouldGiveTheSameExponentialsInVectors() {
        float[] loops = new float[4001];
        for (int i = 0; i < loops.length; i++) {
            loops[i] = (i - 2000) * 0.0501f;
        }
        loops[7] = Float.NaN;
        loops[8] = Float.POSITIVE_INFINITY;
        loops[9] = Float.NEGATIVE_INFINITY;
        float[] vectors = loops.clone();
        new LoopKernel().exp(loops, 1, loops.length - 1);
        new VectorKernel().exp(vectors, 1, vectors.length - 1);
        assertThat(vectors).containsExactly(loops);
        assertThat(vectors[0]).isEqualTo(-2000 * 0.0501f);
        assertThat(vectors[2000]).isEqualTo(1f);
    }
}
