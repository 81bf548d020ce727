package io.slipstream.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.sim.Outcome;
import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.shift.Shift;
import io.slipstream.sim.task.Tasks;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ControlPassTest {
    private final State state = new State(1);
    private final ControlPass control = new ControlPass(state);

    ControlPassTest() {
        Scenario scenario = new Scenario(Tasks.byId("STOPSIGN"), Shift.NOMINAL, RewardSettings.defaults());
        state.scenario[0] = new CompiledScenario(scenario, new CompiledTask(scenario.task()));
        control.reset(0);
    }

    @Test
    void shouldLetASignBePassedAfterSixtyTicksNearIt() {
        for (int t = 0; t < 60; t++) {
            assertThat(stepAt(26, 0.5)).isNull();
        }
        assertThat(control.stopDistance(0)).isInfinite();
        assertThat(stepAt(40, 0)).isNull();
    }

    @Test
    void shouldNoticeThatASignIsLeftATickTooEarly() {
        for (int t = 0; t < 59; t++) {
            assertThat(stepAt(26, 0.5)).isNull();
        }
        assertThat(stepAt(29.6, 0)).isEqualTo(Outcome.STOP);
    }

    @Test
    void shouldNoticeThatASignIsPassedByAtADistance() {
        assertThat(stepAt(27.4, 2.6)).isNull();
        assertThat(stepAt(27.6, 2.6)).isEqualTo(Outcome.STOP);
    }

    private @Nullable Outcome stepAt(double progress, double lateral) {
        state.progress[0] = progress;
        state.lateral[0] = lateral;
        return control.step(0);
    }
}
