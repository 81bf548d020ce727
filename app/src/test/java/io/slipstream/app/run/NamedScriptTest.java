package io.slipstream.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedScriptTest {
    @Test
    void shouldPutOneShiftOnAfterAnother() {
        NamedScript script = NamedScript.parse("CartPole", "C0:50_000, LONG:200000,C0:10");

        assertThat(script.at(0).shift()).isEqualTo("C0");
        assertThat(script.at(49_999).shift()).isEqualTo("C0");
        assertThat(script.at(50_000)).isEqualTo(script.at(249_999));
        assertThat(script.at(50_000).shift()).isEqualTo("LONG");
        assertThat(script.at(50_000).driven()).isEqualTo("CartPole");
        assertThat(script.stageStart(100_000)).isEqualTo(50_000);
        assertThat(script.nextChange(100_000)).hasValue(250_000);
        assertThat(script.nextChange(250_000)).isEmpty();
        assertThat(script.over(250_009)).isFalse();
        assertThat(script.over(250_010)).isTrue();
        assertThat(script.sameWorld(0, 250_000)).isTrue();
        assertThat(script.sameWorld(0, 50_000)).isFalse();
        assertThat(script.summary())
                .isEqualTo("CartPole: C0 for 50,000 steps, then LONG for 200,000 steps, then C0 for 10 steps");
    }

    @Test
    void shouldGoOnUntilSomebodyEndsIt() {
        NamedScript script = NamedScript.forEver("Pendulum", "MOON");

        assertThat(script.over(1_000_000_000_000L)).isFalse();
        assertThat(script.nextChange(5)).isEmpty();
        assertThat(script.summary()).isEqualTo("Pendulum: MOON until Ctrl-C");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "C0", "C0:", ":5", "C0:0", "C0:-1", "C0:1,", "C0:1e5", "C0:99999999999999999999"})
    void shouldSayHowAStageIsWritten(String text) {
        assertThatThrownBy(() -> NamedScript.parse("CartPole", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SHIFT:STEPS");
    }
}
