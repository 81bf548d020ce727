package io.slipstream.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.slipstream.sim.math.RandomSource;
import io.slipstream.sim.shift.GoalKnobs;
import io.slipstream.sim.shift.SensorKnobs;
import io.slipstream.sim.shift.Shift;
import io.slipstream.sim.shift.Split;
import io.slipstream.sim.shift.TrafficKnobs;
import io.slipstream.sim.shift.VehicleKnobs;
import io.slipstream.sim.task.Tasks;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActionSpaceTest {
    private static final int ENVIRONMENTS = 8;

    @ParameterizedTest
    @CsvSource({
        "NaN, 0, acceleration NaN", "0, NaN, steering angle NaN", "Infinity, 0, acceleration Infinity",
        "0, -Infinity, steering angle -Infinity", "-5.01, 0, acceleration -5.01", "2.6, 0, acceleration 2.6",
        "0, 0.71, steering angle 0.71"
    })
    void shouldRefuseACommandOutsideTheSpaceAndStepNothing(double acceleration, double steering, String named) {
        VectorEnvironment environment = environment(Shift.NOMINAL);
        StepOutput out = new StepOutput(ENVIRONMENTS);
        environment.reset(out);
        float[] before = out.observations.clone();
        double[] accelerations = new double[ENVIRONMENTS];
        double[] angles = new double[ENVIRONMENTS];
        accelerations[5] = acceleration;
        angles[5] = steering;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> environment.step(accelerations, angles, out))
                .withMessageStartingWith(named + " of environment 5 has to be within");
        float[] after = new float[before.length];
        for (int e = 0; e < ENVIRONMENTS; e++) {
            environment.look(e, after, e * VectorEnvironment.OBSERVATION_SIZE);
        }
        assertThat(after).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 15, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void shouldRefuseAnActionThatDoesNotExist(int action) {
        VectorEnvironment environment = environment(Shift.NOMINAL);
        StepOutput out = new StepOutput(ENVIRONMENTS);
        environment.reset(out);
        int[] actions = new int[ENVIRONMENTS];
        actions[3] = action;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> environment.step(actions, out))
                .withMessage("action " + action + " of environment 3 does not exist; actions are 0 to 14");
        assertThat(out.flags).containsOnly(StepOutput.FIRST);
    }

    /** The corners of what a shift may ask for, driven to the corners of the action space. */
    @ParameterizedTest
    @CsvSource({
        "0.01, 7, 0.05, 0.05, 5, 5, 5",
        "2, 0, 0.05, 0.05, 5, 5, 5",
        "0.01, 0, 10, 10, 0, 0, 0",
        "2, 7, 10, 0.05, 5, 0, 5",
        "0.9, 3, 0.05, 10, 0, 5, 1"
    })
    void shouldStayFiniteUnderEveryPossibleShift(
            double friction, int delay, double driveLag, double steeringLag, double power, double brake, double turn) {
        VehicleKnobs vehicle = new VehicleKnobs(friction, delay, driveLag, steeringLag, power, brake, turn);
        Shift shift = new Shift(
                "corner",
                "",
                Split.GRADED,
                vehicle,
                new TrafficKnobs(1, 0.1, Optional.empty()),
                GoalKnobs.NOMINAL,
                new SensorKnobs(5, 5, 0.25));
        VectorEnvironment environment = environment(shift);
        StepOutput out = new StepOutput(ENVIRONMENTS);
        environment.reset(out);
        RandomSource random = new RandomSource(7);
        double[] accelerations = new double[ENVIRONMENTS];
        double[] angles = new double[ENVIRONMENTS];
        for (int t = 0; t < 1_000; t++) {
            Arrays.setAll(accelerations, e -> random.chance(0.3) ? -5 : 2.5);
            Arrays.setAll(angles, e -> random.chance(0.5) ? -0.7 : 0.7);
            environment.step(accelerations, angles, out);
            for (float value : out.observations) {
                assertThat(Float.isFinite(value)).isTrue();
            }
            for (int e = 0; e < ENVIRONMENTS; e++) {
                assertThat(Float.isFinite(out.rewards[e])).isTrue();
                assertThat(DoubleStream.of(
                                environment.world().x(e), environment.world().speed(e)))
                        .allMatch(Double::isFinite);
            }
        }
    }

    private static VectorEnvironment environment(Shift shift) {
        Scenario scenario = new Scenario(Tasks.byId("RTM03"), shift, RewardSettings.defaults());
        return new VectorEnvironment(List.of(scenario), ENVIRONMENTS, 3);
    }
}
