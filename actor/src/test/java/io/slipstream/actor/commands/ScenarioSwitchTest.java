package io.slipstream.actor.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.actor.Labels;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.catalogue.Catalogue;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ScenarioSwitchTest {
    private final ScenarioSwitch scenarios = new ScenarioSwitch(Catalogue.shipped(), Labels.quick(), "RTM03", "C0");

    @Test
    void shouldStartWithTheScenarioItWasGiven() {
        assertThat(taken().task().id()).isEqualTo("RTM03");
        assertThat(scenarios.takeChange()).isNull();
    }

    @Test
    void shouldChangeOnlyWhatACommandNames() {
        scenarios.change(Map.of("shift", "D5"));
        assertThat(taken().shift().id()).isEqualTo("D5");

        scenarios.change(Map.of("task", "LTM03"));

        Scenario both = taken();
        assertThat(both.task().id()).isEqualTo("LTM03");
        assertThat(both.shift().id()).isEqualTo("D5");
    }

    @Test
    void shouldKeepTheScenarioWhenACommandNamesAnUnknownOne() {
        taken();

        assertThatThrownBy(() -> scenarios.change(Map.of("task", "XYZ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("RTM03");
        assertThat(scenarios.takeChange()).isNull();
        scenarios.change(Map.of("shift", "D1"));
        assertThat(taken().task().id()).isEqualTo("RTM03");
    }

    @Test
    void shouldRefuseAChangeThatNamesNothing() {
        assertThatThrownBy(() -> scenarios.change(Map.of())).hasMessageContaining("task, shift or both");
    }

    @Test
    void shouldPauseAndResume() {
        scenarios.pause();
        assertThat(scenarios.paused()).isTrue();
        scenarios.resume();
        assertThat(scenarios.paused()).isFalse();
    }

    private Scenario taken() {
        return Objects.requireNonNull(scenarios.takeChange());
    }
}
