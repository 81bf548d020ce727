package io.slipstream.sim.shift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.task.Headway;
import io.slipstream.sim.task.Tasks;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShiftsTest {
    @ParameterizedTest
    @CsvSource({
        "C0, NONE", "C1, NONE", "C2, NONE", "D1, DYNAMICS", "D2, DYNAMICS", "D3, DYNAMICS", "D4, DYNAMICS",
        "D5, DYNAMICS", "D6, DYNAMICS", "P1, POLICY", "P2, POLICY", "P5, POLICY", "M2, MIXED", "M4, MIXED"
    })
    void shouldLabelShiftsByWhatTheyChange(String id, ShiftLabel label) {
        assertThat(Shifts.byId(id).label()).isEqualTo(label);
    }

    @Test
    void shouldTurnTheKnobsThatTheFileNames() {
        assertThat(Shifts.byId("C0").vehicle()).isEqualTo(VehicleKnobs.NOMINAL);
        assertThat(Shifts.byId("D1").vehicle()).isEqualTo(VehicleKnobs.NOMINAL.withFriction(0.25));
        assertThat(Shifts.byId("D4").vehicle()).isEqualTo(VehicleKnobs.NOMINAL.withGains(0.5, 0.5, 1));
        assertThat(Shifts.byId("C2").traffic().headwayFor(new Headway(2, 4))).isEqualTo(new Headway(1.4, 2.8));
    }

    @Test
    void shouldReplaceTheTaskOfAScenario() {
        Scenario scenario = new Scenario(Tasks.byId("RTM03"), Shifts.byId("P2"), RewardSettings.defaults());
        assertThat(scenario.task().id()).isEqualTo("ROM03");
        Scenario faster = new Scenario(Tasks.byId("RTM03"), Shifts.byId("P5"), RewardSettings.defaults());
        assertThat(faster.desiredSpeed()).isEqualTo(7);
    }

    @Test
    void shouldNameTheKnownShiftsWhenOneIsUnknown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shifts.byId("D9"))
                .withMessage("unknown shift D9; known are " + Shifts.ids());
    }

    @Test
    void shouldReadAShiftThatAUserWrites() {
        Map<String, Shift> shifts = read("ICE: {summary: black ice, vehicle: {friction: 0.1}}");
        assertThat(shifts).containsOnlyKeys("ICE");
        Shift ice = shifts.values().iterator().next();
        assertThat(ice.vehicle().friction()).isEqualTo(0.1);
        assertThat(ice.label()).isEqualTo(ShiftLabel.DYNAMICS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X: {vehicle: {friction: -1}} | friction has to be within",
                "X: {vehicle: {delayTicks: 8}} | delayTicks has to be within 0 and 7, not 8",
                "X: {vehicle: {steeringGain: .nan}} | steeringGain has to be within",
                "X: {vehicle: {grip: 1}} | unknown key vehicle.grip",
                "X: {colour: red} | unknown key colour",
                "X: {vehicle: {friction: high}} | friction has to be a number",
                "X: {traffic: {headway: [3, 2]}} | 0 < from <= to",
                "X: {traffic: {headway: 3}} | headway has to be [from, to]",
                "X: {traffic: {aggressiveness: 2}} | aggressiveness",
                "X: {goal: {desiredSpeed: -2}} | desiredSpeed",
                "X: 3 | has to be a mapping"
            })
    void shouldNameShiftAndKeyThatAreWrong(String yaml, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(yaml))
                .withMessageContaining("mine.yaml, shift X")
                .withMessageContaining(problem);
    }

    @Test
    void shouldRefuseWhatIsNoYaml() {
        assertThatIllegalArgumentException().isThrownBy(() -> read("[1, 2")).withMessageContaining("mine.yaml");
        assertThatIllegalArgumentException().isThrownBy(() -> read("- a")).withMessageContaining("mine.yaml");
    }

    private static Map<String, Shift> read(String yaml) {
        return ShiftFile.read(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), "mine.yaml");
    }
}
