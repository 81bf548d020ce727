package io.slipstream.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.slipstream.sim.driver.ConstantSpeedDriver;
import io.slipstream.sim.driver.Driver;
import io.slipstream.sim.shift.Shifts;
import io.slipstream.sim.task.Tasks;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BirdsEyeTest {
    private static final int ENVIRONMENTS = 4;

    private final List<Scenario> pool = Stream.of("RTM03", "LTM03", "ROM03", "LIGHTS")
            .map(BirdsEyeTest::scenario)
            .toList();

    @Test
    void shouldComeBesideTheObservationOrAloneOrNotAtAll() {
        StepOutput both = drive(StepOutput.withBirdsEye(ENVIRONMENTS), 60);
        StepOutput alone = drive(StepOutput.birdsEyeOnly(ENVIRONMENTS), 60);
        StepOutput without = drive(new StepOutput(ENVIRONMENTS), 60);
        assertThat(both.observations).isEqualTo(without.observations);
        assertThat(both.birdsEye).hasSize(ENVIRONMENTS * BirdsEye.BYTES).isEqualTo(alone.birdsEye);
        assertThat(alone.observations).isEmpty();
        assertThat(without.birdsEye).isEmpty();
    }

    @Test
    void shouldBeTheSameForTheSameSeedAndChangeWithTime() {
        byte[] once = drive(StepOutput.birdsEyeOnly(ENVIRONMENTS), 80).birdsEye;
        assertThat(drive(StepOutput.birdsEyeOnly(ENVIRONMENTS), 80).birdsEye).isEqualTo(once);
        assertThat(drive(StepOutput.birdsEyeOnly(ENVIRONMENTS), 81).birdsEye).isNotEqualTo(once);
    }

    @Test
    void shouldFollowASnapshot() {
        VectorEnvironment environment = new VectorEnvironment(pool, ENVIRONMENTS, 9);
        StepOutput out = StepOutput.withBirdsEye(ENVIRONMENTS);
        run(environment, out, 70);
        byte[] before = new byte[BirdsEye.BYTES];
        environment.world().paint(2, before, 0);
        Snapshot snapshot = environment.snapshot(2);
        run(environment, out, 33);
        byte[] after = new byte[BirdsEye.BYTES];
        environment.restore(2, snapshot);
        environment.world().paint(2, after, 0);
        assertThat(after).isEqualTo(before);
    }

    @Test
    void shouldKeepTheEgoVehicleOnTheRoadAndItsRouteAheadOfIt() {
        VectorEnvironment environment = new VectorEnvironment(pool, ENVIRONMENTS, 5);
        StepOutput out = StepOutput.birdsEyeOnly(ENVIRONMENTS);
        environment.reset(out);
        Driver driver = new ConstantSpeedDriver(ENVIRONMENTS);
        int[] actions = new int[ENVIRONMENTS];
        for (int t = 0; t < 400; t++) {
            driver.act(environment, actions);
            environment.step(actions, out);
            for (int e = 0; e < ENVIRONMENTS; e++) {
                int from = e * BirdsEye.BYTES;
                assertThat(out.birdsEye[from + BirdsEye.index(38, 32, BirdsEye.EGO)])
                        .isEqualTo(BirdsEye.ON);
                assertThat(out.birdsEye[from + BirdsEye.index(38, 32, BirdsEye.ROAD)])
                        .isEqualTo(BirdsEye.ON);
                if (environment.world().lateral(e) < 0.3) {
                    assertThat(out.birdsEye[from + BirdsEye.index(37, 32, BirdsEye.ROUTE)])
                            .isEqualTo(BirdsEye.ON);
                }
            }
        }
    }

    @Test
    void shouldShowTheLaneToPassTheLeadCarBy() {
        VectorEnvironment environment = new VectorEnvironment(List.of(scenario("OVERTAKE")), 1, 3);
        StepOutput out = StepOutput.birdsEyeOnly(1);
        environment.reset(out);
        // 3.5 m to the left is 7 pixels, 3.5 m to the right is land.
        assertThat(out.birdsEye[BirdsEye.index(30, 25, BirdsEye.ROAD)]).isEqualTo(BirdsEye.ON);
        assertThat(out.birdsEye[BirdsEye.index(30, 39, BirdsEye.ROAD)]).isZero();
    }

    @Test
    void shouldAllocateNothing() {
        VectorEnvironment environment = new VectorEnvironment(pool, ENVIRONMENTS, 13);
        StepOutput out = StepOutput.withBirdsEye(ENVIRONMENTS);
        int[][] actions = new int[401][ENVIRONMENTS];
        environment.reset(out);
        Driver driver = new ConstantSpeedDriver(ENVIRONMENTS);
        for (int[] action : actions) {
            driver.act(environment, action);
            environment.step(action, out);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        run(environment, actions, out);
        threads.getThreadAllocatedBytes(thread);
        long before = threads.getThreadAllocatedBytes(thread);
        run(environment, actions, out);
        assertThat(threads.getThreadAllocatedBytes(thread) - before).isZero();
    }

    private StepOutput drive(StepOutput out, int ticks) {
        run(new VectorEnvironment(pool, ENVIRONMENTS, 3), out, ticks);
        return out;
    }

    private static void run(VectorEnvironment environment, StepOutput out, int ticks) {
        int[][] actions = new int[ticks][ENVIRONMENTS];
        for (int[] action : actions) {
            Arrays.fill(action, 12);
        }
        run(environment, actions, out);
    }

    private static void run(VectorEnvironment environment, int[][] actions, StepOutput out) {
        for (int[] action : actions) {
            environment.step(action, out);
        }
    }

    private static Scenario scenario(String task) {
        return new Scenario(Tasks.byId(task), Shifts.byId("C0"), RewardSettings.defaults());
    }
}
