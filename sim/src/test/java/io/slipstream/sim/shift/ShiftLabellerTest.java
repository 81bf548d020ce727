package io.slipstream.sim.shift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.VectorEnvironment;
import io.slipstream.sim.catalogue.Catalogue;
import io.slipstream.sim.driver.ConstantSpeedDriver;
import io.slipstream.sim.driver.Driver;
import io.slipstream.sim.driver.ExpertDriver;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of shifts, measured anew: no label is written down anywhere but here. */
class ShiftLabellerTest {
    private static final Catalogue CATALOGUE = Catalogue.shipped();
    // One for all tests: it remembers how the expert drives at home.
    private static final ShiftLabeller EXPERT = new ShiftLabeller(ExpertDriver::new, CATALOGUE.labels());

    @ParameterizedTest
    @CsvSource({
        "C0, NONE",
        "C1, NONE",
        "C2, NONE",
        "D1, DYNAMICS",
        "D2, DYNAMICS",
        "D3, DYNAMICS",
        "D4, DYNAMICS",
        "D5, DYNAMICS",
        "D6, DYNAMICS",
        "P1, POLICY",
        "P2, POLICY",
        "P3, POLICY",
        "P5, POLICY",
        "M2, MIXED",
        "M3, MIXED",
        "M4, MIXED",
        "O1, OBSERVATION",
        // For calibration; the specification does not have them, their kinds are those of the graded ones.
        "KC1, NONE",
        "KC2, NONE",
        "KC3, NONE",
        "KC4, NONE",
        "KC5, NONE",
        "KC6, NONE",
        "KD1, DYNAMICS",
        "KD2, DYNAMICS",
        "KD3, DYNAMICS",
        "KD4, DYNAMICS",
        "KD5, DYNAMICS",
        "KD6, DYNAMICS",
        "KP1, POLICY",
        "KP2, POLICY",
        "KP5, POLICY",
        "KM1, MIXED",
        "KM2, MIXED",
        "KO1, OBSERVATION"
    })
    void shouldGiveTheLabelsOfTheTable(String shift, ShiftLabel label) {
        assertThat(EXPERT.measure(scenario(shift))).returns(label, ShiftMeasurement::label);
    }

    @Test
    void shouldBeAskedForEveryShiftThatThereIs() {
        assertThat(CATALOGUE.shifts()).hasSize(35);
    }

    @Test
    void shouldFindTheOneKindOfDifferenceThatAShiftMakes() {
        ShiftMeasurement delay = EXPERT.measure(scenario("D2"));
        assertThat(delay.ego()).isBetween(0.3, 0.7);
        assertThat(delay.traffic()).isZero();
        assertThat(delay.sight()).isZero();
        ShiftMeasurement drivers = EXPERT.measure(scenario("D6"));
        assertThat(drivers.ego()).isZero();
        assertThat(drivers.traffic()).isCloseTo(0.25, within(0.05));
        ShiftMeasurement left = EXPERT.measure(scenario("P1"));
        assertThat(left.ego()).isZero();
        assertThat(left.traffic()).isZero();
        assertThat(left.goalChanged()).isFalse();
        assertThat(left.visits()).isCloseTo(0.60, within(0.1));
        ShiftMeasurement sensors = EXPERT.measure(scenario("O1"));
        assertThat(sensors.sight()).isPositive();
        assertThat(sensors.ego()).isZero();
    }

    @Test
    void shouldCallAnotherRewardAnotherPolicy() {
        Scenario nominal = scenario("C0");
        Scenario unpaid = new Scenario(nominal.asked(), nominal.shift(), RewardSettings.withTimeCost(0));
        ShiftLabeller quick = new ShiftLabeller(ConstantSpeedDriver::new, CATALOGUE.labels());
        assertThat(quick.measure(nominal, unpaid).label()).isEqualTo(ShiftLabel.POLICY);
    }

    @Test
    void shouldFollowTheBoundsThatAFileGives() {
        LabelSettings shipped = CATALOGUE.labels();
        LabelSettings strict =
                new LabelSettings(9, shipped.trafficBound(), shipped.visitBound(), 16, 2, 1, shipped.bins());
        ShiftLabeller quick = new ShiftLabeller(ConstantSpeedDriver::new, strict);
        assertThat(quick.measure(scenario("D2")).label()).isEqualTo(ShiftLabel.NONE);
    }

    @Test
    void shouldMeasureTheSameEveryTime() {
        LabelSettings few = CATALOGUE.labels().withSample(8, 2);
        ShiftMeasurement once = new ShiftLabeller(ExpertDriver::new, few).measure(scenario("D5"));
        assertThat(new ShiftLabeller(ExpertDriver::new, few).measure(scenario("D5")))
                .isEqualTo(once);
    }

    @Test
    void shouldTakeAnyPolicyThatDrivesByWhatItSees() {
        ShiftLabeller policy = new ShiftLabeller(SeeingDriver::new, CATALOGUE.labels());
        ShiftMeasurement noisy = policy.measure(scenario("O1"));
        assertThat(noisy.label()).isEqualTo(ShiftLabel.OBSERVATION);
        assertThat(policy.measure(scenario("D2")).label()).isIn(ShiftLabel.DYNAMICS, ShiftLabel.MIXED);
    }

    @Test
    void shouldMeasureAScenarioOnce() {
        AtomicInteger drives = new AtomicInteger();
        ShiftLabels labels = new ShiftLabels(new ShiftLabeller(
                environments -> {
                    drives.incrementAndGet();
                    return new ConstantSpeedDriver(environments);
                },
                CATALOGUE.labels().withSample(8, 1)));
        assertThat(labels.of(scenario("D2"))).isEqualTo(ShiftLabel.DYNAMICS);
        int once = drives.get();
        assertThat(once).isPositive();
        assertThat(labels.of(scenario("D2"))).isEqualTo(ShiftLabel.DYNAMICS);
        assertThat(labels.of(scenario("C0"))).isEqualTo(ShiftLabel.NONE);
        assertThat(drives).hasValue(once);
    }

    private Scenario scenario(String shift) {
        return CATALOGUE.scenario("RTM03", shift, RewardSettings.defaults());
    }

    /** Steers by the observation alone, as a learned policy does. */
    private record SeeingDriver(int environments) implements Driver {
        @Override
        public void act(VectorEnvironment environment, int[] actions) {
            float[] seen = new float[VectorEnvironment.OBSERVATION_SIZE];
            IntStream.range(0, environments).forEach(e -> {
                environment.look(e, seen, 0);
                int acceleration = seen[0] < 0.35 ? 2 : 1;
                // Where the route is six metres ahead.
                float aside = seen[17];
                int steering = aside > 0.08 ? 4 : aside > 0.02 ? 3 : aside < -0.08 ? 0 : aside < -0.02 ? 1 : 2;
                actions[e] = 5 * acceleration + steering;
            });
        }
    }
}
