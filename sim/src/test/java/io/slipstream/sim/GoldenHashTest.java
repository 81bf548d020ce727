package io.slipstream.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.sim.driver.ConstantSpeedDriver;
import io.slipstream.sim.driver.Driver;
import io.slipstream.sim.driver.ExpertDriver;
import io.slipstream.sim.driver.RandomDriver;
import io.slipstream.sim.shift.Shifts;
import io.slipstream.sim.task.PretrainingTasks;
import io.slipstream.sim.task.Tasks;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One number for all trajectories: the same on every JVM, interpreted or compiled. Whoever changes the world changes it here. */
class GoldenHashTest {
    private static final long GOLDEN = 8375392882145085812L;
    /** The tasks that models have been trained on. */
    private static final List<String> FIRST_TASKS = List.of("LTM03", "ROM03", "RTM03");

    @Test
    void shouldDriveTheSameTrajectoriesOnEveryJvm() {
        List<Scenario> pool = new ArrayList<>(PretrainingTasks.broad(21, 30, RewardSettings.defaults()));
        for (String task : FIRST_TASKS) {
            for (String shift : Shifts.ids()) {
                pool.add(new Scenario(Tasks.byId(task), Shifts.byId(shift), RewardSettings.defaults()));
            }
        }
        long hash = 0;
        hash = drive(pool, new ExpertDriver(16), hash);
        hash = drive(pool, new ConstantSpeedDriver(16), hash);
        hash = drive(pool, new RandomDriver(2, 0.6), hash);
        assertThat(hash).isEqualTo(GOLDEN);
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
