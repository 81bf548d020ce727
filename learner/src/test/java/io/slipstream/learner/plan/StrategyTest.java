package io.slipstream.learner.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.schemas.avro.Component;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StrategyTest {
    /** The table of docs/strategies.md: world model (w) and policy (p) of the first and of the second budget. */
    @ParameterizedTest
    @CsvSource({
        "none, WORLD_MODEL, '', ''",
        "none, POLICY, '', ''",
        "model-only, WORLD_MODEL, w, w",
        "model-only, POLICY, w, w",
        "policy-only, WORLD_MODEL, p, p",
        "policy-only, POLICY, p, p",
        "alternate, WORLD_MODEL, w, p",
        "alternate, POLICY, w, p",
        "both, WORLD_MODEL, wp, wp",
        "both, POLICY, wp, wp",
        "full, WORLD_MODEL, wp, wp",
        "full, POLICY, wp, wp",
        "slipstream, WORLD_MODEL, w, w",
        "slipstream, POLICY, p, p"
    })
    void shouldMoveWhatTheTableSays(String strategy, Component named, String first, String second) {
        Strategy compared = Strategy.byId(strategy);

        assertThat(letters(compared.parts(named, 0))).isEqualTo(first);
        assertThat(letters(compared.parts(named, 1))).isEqualTo(second);
    }

    @ParameterizedTest
    @EnumSource
    void shouldMoveNothingAfterADecisionForNone(Strategy strategy) {
        assertThat(strategy.parts(Component.NONE, 0)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeFoundByItsName(Strategy strategy) {
        assertThat(Strategy.byId(strategy.id())).isEqualTo(strategy);
    }

    @Test
    void shouldNameTheChoicesWhenThereIsNoSuchStrategy() {
        assertThatThrownBy(() -> Strategy.byId("adapt"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("policy-only");
    }

    private static String letters(Set<Part> parts) {
        return (parts.contains(Part.WORLD_MODEL) ? "w" : "") + (parts.contains(Part.POLICY) ? "p" : "");
    }
}
