package io.slipstream.sim.shift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.task.Headway;
import io.slipstream.sim.task.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShiftsTest {
    @Test
    void shouldTurnTheKnobsThatTheFileNames() {
        assertThat(Shifts.byId("C0").vehicle()).isEqualTo(VehicleKnobs.NOMINAL);
        assertThat(Shifts.byId("D1").vehicle()).isEqualTo(VehicleKnobs.NOMINAL.withFriction(0.25));
        assertThat(Shifts.byId("D4").vehicle()).isEqualTo(VehicleKnobs.NOMINAL.withGains(0.5, 0.5, 1));
        assertThat(Shifts.byId("C2").traffic().headwayFor(new Headway(2, 4))).isEqualTo(new Headway(1.4, 2.8));
        assertThat(Shifts.byId("O1").sensors()).isEqualTo(new SensorKnobs(0.3, 0.2, 0.02));
    }

    @Test
    void shouldReplaceTheTaskOfAScenarioAndRememberTheOneAskedFor() {
        Scenario scenario = new Scenario(Tasks.byId("RTM03"), Shifts.byId("P2"), RewardSettings.defaults());
        assertThat(scenario.task().id()).isEqualTo("ROM03");
        assertThat(scenario.nominal().task().id()).isEqualTo("RTM03");
        Scenario faster = new Scenario(Tasks.byId("RTM03"), Shifts.byId("P5"), RewardSettings.defaults());
        assertThat(faster.desiredSpeed()).isEqualTo(7);
        assertThat(faster.nominal().desiredSpeed()).isEqualTo(4);
    }

    @Test
    void shouldNameTheKnownShiftsWhenOneIsUnknown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shifts.byId("D9"))
                .withMessage("unknown shift D9; did you mean D1?; known are " + Shifts.ids());
    }

    @ParameterizedTest
    @CsvSource({"-0.1, 0", "2.5, 0", "NaN, 0", "0.9, -1", "0.9, 8", "0.9, 9"})
    void shouldRefuseVehiclesThatCannotBe(double friction, int delay) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VehicleKnobs.NOMINAL.withFriction(friction).withDelayTicks(delay))
                .withMessageContaining("has to be within");
    }

    @Test
    void shouldRefuseNoiseThatCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SensorKnobs(-0.1, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new SensorKnobs(0, Double.NaN, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new SensorKnobs(0, 0, 1));
    }
}
