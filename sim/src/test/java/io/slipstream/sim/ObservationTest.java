package io.slipstream.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.slipstream.sim.driver.ConstantSpeedDriver;
import io.slipstream.sim.driver.Driver;
import io.slipstream.sim.shift.Shifts;
import io.slipstream.sim.task.Tasks;
import io.slipstream.sim.world.World;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObservationTest {
    @Test
    void shouldDescribeTheStartOfTheRightTurn() {
        StepOutput out = new StepOutput(1);
        environment("RTM03", "C0").reset(out);
        float[] o = out.observations;
        assertThat(o[0]).isZero();
        assertThat(o[4]).isCloseTo(0, within(1e-6f));
        assertThat(o[6]).isEqualTo(1);
        assertThat(o[7]).isCloseTo(0.6296f, within(1e-3f));
        assertThat(o[11]).isEqualTo(0.4f);
        int[] ahead = {2, 4, 6, 8, 12, 16, 20, 30};
        for (int k = 0; k < 8; k++) {
            assertThat(o[12 + 2 * k]).isCloseTo(ahead[k] / 20f, within(1e-5f));
            assertThat(o[13 + 2 * k]).isCloseTo(0, within(1e-6f));
        }
    }

    @Test
    void shouldPointRightBeforeARightTurnAndLeftBeforeALeftOne() {
        assertThat(farthestPoint("RTM03")).isLessThan(-0.2f);
        assertThat(farthestPoint("LTM03")).isGreaterThan(0.2f);
    }

    private static float farthestPoint(String task) {
        VectorEnvironment environment = environment(task, "C0");
        StepOutput out = new StepOutput(1);
        environment.reset(out);
        while (environment.world().progress(0) < 25) {
            environment.step(new int[] {12}, out);
        }
        return out.observations[27];
    }

    @Test
    void shouldMeasureTheYawRateThatTheRoadAllowsRatherThanTheOneSteeredFor() {
        // On a slippery road and fast, the car turns less than its steering says.
        VectorEnvironment environment = environment("RTM03", "D1");
        StepOutput out = new StepOutput(1);
        environment.reset(out);
        for (int t = 0; t < 45; t++) {
            environment.step(new int[] {12}, out);
        }
        for (int t = 0; t < 4; t++) {
            environment.step(new int[] {9}, out);
        }
        double v = out.observations[0] * 10;
        double steered = v * StrictMath.tan(out.observations[2] * 0.7) / 2.8;
        double grip = 0.25 * 9.81;
        assertThat((double) out.observations[3])
                .isCloseTo(grip / v, within(0.02))
                .isLessThan(0.6 * steered);
    }

    @Test
    void shouldListTheNearestCarsFirst() {
        VectorEnvironment environment = environment("RTM03", "C1");
        StepOutput out = new StepOutput(1);
        environment.reset(out);
        Driver driver = new ConstantSpeedDriver(1);
        int[] actions = new int[1];
        for (int t = 0; t < 90; t++) {
            driver.act(environment, actions);
            environment.step(actions, out);
        }
        float[] o = out.observations;
        double before = 0;
        int seen = 0;
        for (int k = 0; k < 6; k++) {
            int at = 28 + 6 * k;
            double distance = 30 * StrictMath.hypot(o[at], o[at + 1]);
            if (distance > 0) {
                assertThat(distance).isGreaterThanOrEqualTo(before).isLessThan(50);
                assertThat(StrictMath.hypot(o[at + 4], o[at + 5])).isCloseTo(1, within(0.01));
                before = distance;
                seen++;
            }
        }
        assertThat(seen).isGreaterThan(2);
        assertThat(before).isLessThan(50);
        World world = environment.world();
        assertThat(world.cars(0)).isGreaterThanOrEqualTo(seen);
    }

    private static VectorEnvironment environment(String task, String shift) {
        Scenario scenario = new Scenario(Tasks.byId(task), Shifts.byId(shift), RewardSettings.defaults());
        return new VectorEnvironment(List.of(scenario), 1, 3);
    }
}
