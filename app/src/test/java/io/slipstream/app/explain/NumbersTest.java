package io.slipstream.app.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test
    void shouldWriteTheDigitsThatCount() {
        assertThat(Numbers.of(0)).isEqualTo("0");
        assertThat(Numbers.of(1234)).isEqualTo("1,234");
        assertThat(Numbers.of(0.0123456)).isEqualTo("0.0123");
        assertThat(Numbers.of(-349.014)).isEqualTo("-349.0");
    }

    @Test
    void shouldWriteNoDigitsOfABoundThatNothingPasses() {
        assertThat(Numbers.of(-Double.MAX_VALUE)).isEqualTo("-");
        assertThat(Numbers.of(Double.MAX_VALUE)).isEqualTo("-");
    }
}
