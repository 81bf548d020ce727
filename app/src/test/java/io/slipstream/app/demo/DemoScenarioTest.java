package io.slipstream.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DemoScenarioTest {
    @Test
    void shouldShipAScenarioThatShiftsTheDynamicsAndThenTheTask() {
        DemoScenario scenario = DemoScenario.shipped();
        assertThat(scenario.phases()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(scenario.phases().get(0).shift()).isEqualTo("C0");
        assertThat(scenario.phases()).anyMatch(phase -> phase.shift().startsWith("D"));
        assertThat(scenario.phases()).anyMatch(phase -> !phase.task().equals("RTM03"));
    }

    @Test
    void shouldScaleEveryPhaseAlike() {
        DemoScenario scenario = DemoScenario.parse("[{name: a, steps: 100}, {name: b, steps: 300}]", "test");
        assertThat(scenario.scaledTo(40).phases()).extracting(Phase::steps).containsExactly(10L, 30L);
    }

    @Test
    void shouldNameTheFileAndTheMistake() {
        assertThatThrownBy(() -> DemoScenario.parse("[{name: a, task: XX, steps: 1}]", "my.yaml"))
                .hasMessageContaining("my.yaml")
                .hasMessageContaining("phase a")
                .hasMessageContaining("RTM03");
        assertThatThrownBy(() -> DemoScenario.parse("[{name: a, step: 1}]", "my.yaml"))
                .hasMessageContaining("name, task, shift and steps");
        assertThatThrownBy(() -> DemoScenario.parse("[{name: a, steps: 1}, {name: a, steps: 1}]", "my.yaml"))
                .hasMessageContaining("two phases");
    }
}
