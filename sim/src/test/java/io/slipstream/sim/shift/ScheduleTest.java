package io.slipstream.sim.shift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.catalogue.Catalogue;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
    private static final Catalogue CATALOGUE = Catalogue.shipped();

    @ParameterizedTest
    @CsvSource({"0, 1", "4999, 1", "5000, 0.99", "100000, 0.8", "199999, 0.61", "200000, 0.6", "9000000, 0.6"})
    void shouldWearTheSteeringDownGradually(long step, double gain) {
        Shift shift = CATALOGUE.schedule("gradual-steering").shiftAt(step);
        assertThat(shift.vehicle().steeringGain()).isCloseTo(gain, within(1e-12));
        assertThat(shift.vehicle().friction()).isEqualTo(VehicleKnobs.NOMINAL.friction());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "49999, 0", "50000, 1", "99999, 1", "100000, 2", "149999, 2", "150000, 3", "500000, 3"})
    void shouldDelayCommandsByOneTickMoreEveryFiftyThousandSteps(long step, int delay) {
        assertThat(CATALOGUE.schedule("gradual-delay").shiftAt(step).vehicle().delayTicks())
                .isEqualTo(delay);
    }

    @ParameterizedTest
    @CsvSource({
        "abrupt-dynamics, 99999, C0",
        "abrupt-dynamics, 100000, D2",
        "abrupt-dynamics, 149999, D2",
        "abrupt-dynamics, 150000, C0",
        "abrupt-dynamics, 900000, C0",
        "abrupt-policy, 100000, P1",
        "abrupt-policy, 150000, C0",
        "alternating, 0, D2",
        "alternating, 50000, P1",
        "alternating, 149999, M2",
        "alternating, 150000, D2",
        "alternating, 1100000, P1"
    })
    void shouldChangeAtOnce(String schedule, long step, String shift) {
        assertThat(CATALOGUE.schedule(schedule).shiftAt(step)).isEqualTo(CATALOGUE.shift(shift));
    }

    @Test
    void shouldGiveTheScenarioToDrive() {
        Schedule schedule = CATALOGUE.schedule("alternating");
        assertThat(schedule.at(120_000, RewardSettings.defaults()).task().id()).isEqualTo("ROM03");
        assertThat(schedule.at(120_000, RewardSettings.defaults())
                        .nominal()
                        .task()
                        .id())
                .isEqualTo("RTM03");
        assertThatIllegalArgumentException().isThrownBy(() -> schedule.at(-1, RewardSettings.defaults()));
    }

    @Test
    void shouldSayWhenItChangesNext() {
        for (String id : CATALOGUE.schedules()) {
            Schedule schedule = CATALOGUE.schedule(id);
            long step = 0;
            OptionalLong next = schedule.nextChange(0);
            while (next.isPresent() && next.getAsLong() <= 2 * schedule.length()) {
                assertThat(next.getAsLong()).isGreaterThan(step);
                assertThat(schedule.shiftAt(next.getAsLong() - 1)).isEqualTo(schedule.shiftAt(step));
                step = next.getAsLong();
                next = schedule.nextChange(step);
            }
            assertThat(step).isGreaterThanOrEqualTo(schedule.length());
            assertThat(next.isPresent()).isEqualTo(schedule.repeat());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "demo, 0, base, 0, C0",
        "demo, 100000, dynamics shift, 100000, D5",
        "demo, 899999, new task, 500000, P1",
        "demo, 900000, new task, 500000, P1",
        "gradual-steering, 70000, C0>D5, 0, C0>D5",
        "abrupt-dynamics, 160000, C0, 150000, C0",
        "alternating, 149999, M2, 100000, M2",
        "alternating, 210000, P1, 200000, P1"
    })
    void shouldTellTheStageThatHolds(String id, long step, String name, long start, String shifts) {
        Schedule schedule = CATALOGUE.schedule(id);
        assertThat(schedule.stageAt(step).name()).isEqualTo(name);
        assertThat(schedule.stageAt(step).shifts()).isEqualTo(shifts);
        assertThat(schedule.stageStart(step)).isEqualTo(start);
    }

    @Test
    void shouldBeOverUnlessItRepeats() {
        assertThat(CATALOGUE.schedule("abrupt-dynamics").over(249_999)).isFalse();
        assertThat(CATALOGUE.schedule("abrupt-dynamics").over(250_000)).isTrue();
        assertThat(CATALOGUE.schedule("alternating").over(9_000_000)).isFalse();
    }

    @Test
    void shouldTakeTheSameValuesInAnotherLength() {
        Schedule demo = CATALOGUE.schedule("demo").lasting(900);
        assertThat(demo.stages()).extracting(Stage::steps).containsExactly(100L, 400L, 400L);
        assertThat(demo.stages()).extracting(Stage::name).containsExactly("base", "dynamics shift", "new task");

        Schedule delay = CATALOGUE.schedule("gradual-delay").lasting(1_000);
        assertThat(delay.length()).isEqualTo(1_000);
        assertThat(delay.shiftAt(333).vehicle().delayTicks()).isZero();
        assertThat(delay.shiftAt(334).vehicle().delayTicks()).isEqualTo(1);
        assertThat(delay.shiftAt(668).vehicle().delayTicks()).isEqualTo(2);
        assertThat(CATALOGUE.schedule("gradual-steering").lasting(400_000).nextChange(0))
                .hasValue(10_000);
        assertThat(CATALOGUE.schedule("alternating").lasting(1).length()).isEqualTo(3);
    }

    @Test
    void shouldFindTheMiddleOfEveryKnob() {
        Shift from = CATALOGUE.shift("C0");
        Shift middle = new Drift(from, CATALOGUE.shift("D3")).at(0.5);
        assertThat(middle.vehicle().accelerationLag()).isCloseTo(0.375, within(1e-12));
        assertThat(middle.vehicle().steeringLag()).isCloseTo(0.25, within(1e-12));
        assertThat(middle.id()).isEqualTo("C0>D3@0.500");
        assertThat(new Drift(from, CATALOGUE.shift("D6")).at(0.5).traffic().aggressiveness())
                .isEqualTo(0.4);
        assertThat(new Drift(from, CATALOGUE.shift("C2")).at(0.5).traffic().headwayScale())
                .isCloseTo(0.85, within(1e-12));
        assertThat(new Drift(from, CATALOGUE.shift("O1")).at(0.5).sensors().position())
                .isCloseTo(0.15, within(1e-12));
    }

    @Test
    void shouldRefuseToDriftWhereThereIsNothingBetween() {
        Shift nominal = CATALOGUE.shift("C0");
        for (String id : List.of("P1", "P5", "C1")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Drift(nominal, CATALOGUE.shift(id)))
                    .withMessageStartingWith("nothing lies between C0 and " + id);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new Stage.Hold(nominal, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schedule("x", "", CATALOGUE.task("RTM03"), List.of(), false));
    }
}
