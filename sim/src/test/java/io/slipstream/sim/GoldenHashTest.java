package io.slipstream.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.sim.driver.ConstantSpeedDriver;
import io.slipstream.sim.driver.Driver;
import io.slipstream.sim.driver.FirstExpertDriver;
import io.slipstream.sim.driver.RandomDriver;
import io.slipstream.sim.shift.Shifts;
import io.slipstream.sim.task.PretrainingTasks;
import io.slipstream.sim.task.Tasks;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One number for all trajectories: the same on every JVM, interpreted or compiled. Whoever changes the world changes it here. */
class GoldenHashTest {
    private static final long GOLDEN = 8375392882145085812L;
    /** The tasks that models have been trained on. */
    private static final List<String> FIRST_TASKS = List.of("LTM03", "ROM03", "RTM03");

    // The pool that the hash was made of; what is added to the catalogue later does not belong here.
    private static final List<String> SHIFTS =
            List.of("C0", "C1", "C2", "D1", "D2", "D3", "D4", "D5", "D6", "P1", "P2", "P5", "M2", "M4");

    @Test
    void shouldDriveTheSameTrajectoriesOnEveryJvm() {
        List<Scenario> pool = new ArrayList<>(PretrainingTasks.broad(21, 30, RewardSettings.defaults()));
        for (String task : FIRST_TASKS) {
            for (String shift : SHIFTS) {
                pool.add(new Scenario(Tasks.byId(task), Shifts.byId(shift), RewardSettings.defaults()));
            }
        }
        long hash = 0;
        hash = drive(pool, new FirstExpertDriver(16), hash);
        hash = drive(pool, new ConstantSpeedDriver(16), hash);
        hash = drive(pool, new RandomDriver(2, 0.6), hash);
        assertThat(hash).isEqualTo(GOLDEN);
    }

    @ParameterizedTest
    @CsvSource({
        "FOURLANE, -5065768012264282380",
        "LIGHTS, -2811274357761269441",
        "LTD03, 8474396125036489498",
        "LTM03, 5916783812657378398",
        "MERGE, 4941362933188377541",
        "MERGE_DENSE, 4877022219637967385",
        "NAVIGATION, 477944627161182553",
        "OVERTAKE, -7614635732206918041",
        "ROM03, 5981322355370841080",
        "RTD12, -6184624983740332835",
        "RTM03, 288252447388789184",
        "STOPSIGN, 7103992288415696703"
    })
    void shouldDriveTheSameTrajectoriesOnEveryTask(String task, long golden) {
        List<Scenario> pool = List.of(new Scenario(Tasks.byId(task), Shifts.byId("C0"), RewardSettings.defaults()));
        long hash = drive(pool, new FirstExpertDriver(16), 0);
        hash = drive(pool, new ConstantSpeedDriver(16), hash);
        hash = drive(pool, new RandomDriver(2, 0.6), hash);
        assertThat(hash).isEqualTo(golden);
    }

    private static long drive(List<Scenario> pool, Driver driver, long start) {
        VectorEnvironment environment = new VectorEnvironment(pool, 16, 23);
        StepOutput out = new StepOutput(16);
        environment.reset(out);
        int[] actions = new int[16];
        long hash = start;
        for (int t = 0; t < 1_000; t++) {
            driver.act(environment, actions);
            environment.step(actions, out);
            for (float value : out.observations) {
                hash = 31 * hash + Float.floatToRawIntBits(value);
            }
            for (int e = 0; e < 16; e++) {
                hash = 31 * hash + Float.floatToRawIntBits(out.rewards[e]);
                hash = 31 * hash + out.flags[e];
            }
        }
        return hash;
    }
}
