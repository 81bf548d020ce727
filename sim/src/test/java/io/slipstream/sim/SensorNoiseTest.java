package io.slipstream.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.slipstream.sim.driver.ConstantSpeedDriver;
import io.slipstream.sim.driver.Driver;
import io.slipstream.sim.shift.Shifts;
import io.slipstream.sim.task.Tasks;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SensorNoiseTest {
    private static final int ENVIRONMENTS = 64;
    private static final int SIZE = VectorEnvironment.OBSERVATION_SIZE;

    private final VectorEnvironment clear = environment("C0");
    private final VectorEnvironment noisy = environment("O1");
    private final StepOutput seen = new StepOutput(ENVIRONMENTS);
    private final StepOutput blurred = new StepOutput(ENVIRONMENTS);

    @Test
    void shouldDisturbWhatIsSeenByAsMuchAsTheShiftSays() {
        double speed = 0;
        double carX = 0;
        double turned = 0;
        int cars = 0;
        int ticks = 0;
        Driver driver = new ConstantSpeedDriver(ENVIRONMENTS);
        int[] actions = new int[ENVIRONMENTS];
        clear.reset(seen);
        noisy.reset(blurred);
        for (int t = 0; t < 120; t++) {
            driver.act(clear, actions);
            clear.step(actions, seen);
            noisy.step(actions, blurred);
            // The same world: the noise does not reach it.
            assertThat(blurred.rewards).isEqualTo(seen.rewards);
            assertThat(blurred.flags).isEqualTo(seen.flags);
            for (int at = 0; at < ENVIRONMENTS * SIZE; at += SIZE) {
                ticks++;
                speed += square(10 * difference(at));
                turned += square(angle(blurred, at) - angle(seen, at));
                if (seen.observations[at + 32] != 0 || seen.observations[at + 33] != 0) {
                    cars++;
                    carX += square(30 * difference(at + 28));
                }
            }
        }
        assertThat(Math.sqrt(speed / ticks)).isCloseTo(0.2, within(0.01));
        assertThat(Math.sqrt(turned / ticks)).isCloseTo(0.02, within(0.001));
        assertThat(Math.sqrt(carX / cars)).isCloseTo(0.3, within(0.015));
    }

    @Test
    void shouldLeaveAloneWhatNoSensorMeasures() {
        clear.reset(seen);
        noisy.reset(blurred);
        for (int at = 0; at < ENVIRONMENTS * SIZE; at += SIZE) {
            for (int feature : new int[] {1, 2, 3, 8, 9, 10, 11}) {
                assertThat(difference(at + feature)).isZero();
            }
            for (int car = at + 28; car < at + SIZE; car += 6) {
                if (seen.observations[car + 4] == 0 && seen.observations[car + 5] == 0) {
                    assertThat(blurred.observations[car]).isZero();
                }
            }
        }
    }

    @Test
    void shouldShowTheSameToWhoLooksTwiceOrFromASnapshot() {
        noisy.reset(blurred);
        float[] again = new float[SIZE];
        noisy.look(7, again, 0);
        assertThat(again).isEqualTo(Arrays.copyOfRange(blurred.observations, 7 * SIZE, 8 * SIZE));
        VectorEnvironment other = environment("C0");
        other.reset(seen);
        other.restore(3, noisy.snapshot(7));
        float[] restored = new float[SIZE];
        other.look(3, restored, 0);
        assertThat(restored).isEqualTo(again);
    }

    @Test
    void shouldDisturbTheBirdsEyeViewAndNothingElse() {
        VectorEnvironment one = environment("C0");
        VectorEnvironment other = environment("O1");
        StepOutput clearView = StepOutput.birdsEyeOnly(ENVIRONMENTS);
        StepOutput noisyView = StepOutput.birdsEyeOnly(ENVIRONMENTS);
        one.reset(clearView);
        other.reset(noisyView);
        int[] differing = new int[BirdsEye.CHANNELS];
        int[] shown = new int[BirdsEye.CHANNELS];
        int[] actions = new int[ENVIRONMENTS];
        Arrays.fill(actions, 12);
        for (int t = 0; t < 20; t++) {
            one.step(actions, clearView);
            other.step(actions, noisyView);
            assertThat(noisyView.rewards).isEqualTo(clearView.rewards);
            compare(clearView.birdsEye, noisyView.birdsEye, differing, shown);
        }
        assertThat(differing[BirdsEye.EGO]).isZero();
        for (int channel : new int[] {BirdsEye.ROAD, BirdsEye.ROUTE, BirdsEye.CARS}) {
            assertThat(differing[channel]).isBetween(shown[channel] / 100, shown[channel] / 2);
        }
    }

    /** Counts by channel the pixels that differ and those that are not empty. */
    private static void compare(byte[] one, byte[] other, int[] differing, int[] shown) {
        for (int i = 0; i < one.length; i += BirdsEye.BYTES) {
            for (int channel = 0; channel < BirdsEye.CHANNELS; channel++) {
                for (int row = 0; row < BirdsEye.SIZE; row++) {
                    for (int column = 0; column < BirdsEye.SIZE; column++) {
                        int at = i + BirdsEye.index(row, column, channel);
                        differing[channel] += one[at] == other[at] ? 0 : 1;
                        shown[channel] += one[at] == 0 ? 0 : 1;
                    }
                }
            }
        }
    }

    private double difference(int at) {
        return blurred.observations[at] - seen.observations[at];
    }

    private static double angle(StepOutput out, int at) {
        return Math.atan2(out.observations[at + 5], out.observations[at + 6]);
    }

    private static double square(double value) {
        return value * value;
    }

    private static VectorEnvironment environment(String shift) {
        Scenario scenario = new Scenario(Tasks.byId("RTM03"), Shifts.byId(shift), RewardSettings.defaults());
        return new VectorEnvironment(List.of(scenario), ENVIRONMENTS, 41);
    }
}
