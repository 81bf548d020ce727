package io.slipstream.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.slipstream.sim.driver.ConstantSpeedDriver;
import io.slipstream.sim.driver.Driver;
import io.slipstream.sim.driver.RandomDriver;
import io.slipstream.sim.shift.Shifts;
import io.slipstream.sim.task.PretrainingTasks;
import io.slipstream.sim.task.Tasks;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VectorEnvironmentTest {
    private static final List<Scenario> RIGHT_TURN = List.of(scenario("RTM03", "C0"));

    @Test
    void shouldBeginAnEpisodeAfterTheLastObservationOfTheOneBefore() {
        VectorEnvironment environment = new VectorEnvironment(RIGHT_TURN, 8, 1);
        StepOutput out = new StepOutput(8);
        environment.reset(out);
        assertThat(out.flags).containsOnly(StepOutput.FIRST);
        Driver driver = new ConstantSpeedDriver(8);
        int[] actions = new int[8];
        byte[] before = out.flags.clone();
        int ended = 0;
        for (int t = 0; t < 600; t++) {
            driver.act(environment, actions);
            environment.step(actions, out);
            for (int e = 0; e < 8; e++) {
                boolean first = (out.flags[e] & StepOutput.FIRST) != 0;
                assertThat(first).isEqualTo((before[e] & StepOutput.LAST) != 0);
                if (first) {
                    assertThat(out.rewards[e]).isZero();
                }
            }
            ended += out.finishedCount();
            before = out.flags.clone();
        }
        assertThat(ended).isGreaterThan(15);
    }

    @Test
    void shouldEndATimeOutWithoutTerminalAndEverythingElseWithIt() {
        VectorEnvironment environment = new VectorEnvironment(RIGHT_TURN, 8, 2);
        StepOutput out = new StepOutput(8);
        environment.reset(out);
        int[] coast = new int[8];
        Arrays.fill(coast, 7);
        for (int t = 0; t < 500; t++) {
            assertThat(out.finishedCount()).isZero();
            environment.step(coast, out);
        }
        assertThat(out.flags).containsOnly(StepOutput.LAST);
        assertThat(environment.metrics(3).outcome()).isEqualTo(Outcome.TIME_OUT);
        assertThat(environment.metrics(3).episodeReturn()).isEqualTo(-250);

        int[] straightOn = new int[8];
        Arrays.fill(straightOn, 12);
        environment.step(straightOn, out);
        while (out.finishedCount() == 0) {
            environment.step(straightOn, out);
        }
        assertThat(out.flags[out.finished[0]]).isEqualTo((byte) (StepOutput.LAST | StepOutput.TERMINAL));
    }

    @Test
    void shouldMeasureAnEpisode() {
        VectorEnvironment environment = new VectorEnvironment(RIGHT_TURN, 32, 3);
        StepOutput out = new StepOutput(32);
        environment.reset(out);
        Driver driver = new ConstantSpeedDriver(32);
        int[] actions = new int[32];
        double[] sum = new double[32];
        int seen = 0;
        while (seen < 50) {
            driver.act(environment, actions);
            environment.step(actions, out);
            for (int e = 0; e < 32; e++) {
                sum[e] = (out.flags[e] & StepOutput.FIRST) != 0 ? 0 : sum[e] + out.rewards[e];
            }
            for (int i = 0; i < out.finishedCount(); i++) {
                int e = out.finished[i];
                EpisodeMetrics metrics = environment.metrics(e);
                assertThat(metrics.task()).isEqualTo("RTM03");
                assertThat(metrics.shift()).isEqualTo("C0");
                assertThat(metrics.episodeReturn()).isCloseTo(sum[e], within(1e-3));
                assertThat(metrics.meanSpeed()).isBetween(2.0, 4.5);
                assertThat(metrics.comfort()).isBetween(0.0, 1.0);
                if (metrics.outcome() == Outcome.DESTINATION) {
                    assertThat(metrics.routeCompletion()).isEqualTo(1);
                    assertThat(metrics.drivingScore()).isEqualTo(1);
                } else {
                    assertThat(metrics.outcome()).isEqualTo(Outcome.COLLISION);
                    assertThat(metrics.routeCompletion()).isBetween(0.4, 0.99);
                    assertThat(metrics.drivingScore()).isEqualTo(0.6 * metrics.routeCompletion());
                    assertThat(metrics.minTtc()).hasValue(0);
                }
                seen++;
            }
        }
    }

    @Test
    void shouldReplayTheSameStepsFromASnapshot() {
        VectorEnvironment environment = new VectorEnvironment(mixedPool(), 4, 5);
        StepOutput out = new StepOutput(4);
        environment.reset(out);
        int[] actions = new int[4];
        Driver driver = new RandomDriver(1, 0.6);
        run(environment, driver, actions, out, 77);
        Snapshot snapshot = environment.snapshot(2);
        long[] once = trace(environment, 2, out);
        environment.restore(2, snapshot);
        assertThat(trace(environment, 2, out)).isEqualTo(once);

        VectorEnvironment other = new VectorEnvironment(RIGHT_TURN, 4, 99);
        other.reset(out);
        other.restore(2, snapshot);
        assertThat(trace(other, 2, out)).startsWith(Arrays.copyOf(once, 40));
    }

    @Test
    void shouldNotDependOnHowManyEnvironmentsThereAre() {
        VectorEnvironment few = new VectorEnvironment(mixedPool(), 3, 11);
        VectorEnvironment many = new VectorEnvironment(mixedPool(), 17, 11);
        StepOutput fewOut = new StepOutput(3);
        StepOutput manyOut = new StepOutput(17);
        few.reset(fewOut);
        many.reset(manyOut);
        Driver fewDriver = new ConstantSpeedDriver(3);
        Driver manyDriver = new ConstantSpeedDriver(17);
        int[] fewActions = new int[3];
        int[] manyActions = new int[17];
        for (int t = 0; t < 1_000; t++) {
            fewDriver.act(few, fewActions);
            few.step(fewActions, fewOut);
            manyDriver.act(many, manyActions);
            many.step(manyActions, manyOut);
            assertThat(Arrays.copyOf(manyOut.observations, 3 * 64)).isEqualTo(fewOut.observations);
            assertThat(Arrays.copyOf(manyOut.rewards, 3)).isEqualTo(fewOut.rewards);
        }
    }

    @ParameterizedTest
    @MethodSource("everyTask")
    void shouldReplayTheSameStepsFromASnapshotOnEveryTask(String task) {
        VectorEnvironment environment = new VectorEnvironment(List.of(scenario(task, "C0")), 3, 5);
        StepOutput out = new StepOutput(3);
        environment.reset(out);
        run(environment, new ConstantSpeedDriver(3), new int[3], out, 61);
        Snapshot snapshot = environment.snapshot(1);
        long[] once = trace(environment, 1, out);
        environment.restore(1, snapshot);
        assertThat(trace(environment, 1, out)).isEqualTo(once);
    }

    static List<String> everyTask() {
        return Tasks.ids();
    }

    @ParameterizedTest
    @MethodSource("everyTask")
    void shouldAllocateNothingOnAnyTask(String task) {
        assertNothingAllocated(List.of(scenario(task, "C0")), 8, 997);
    }

    @Test
    void shouldAllocateNothingInAStep() {
        assertNothingAllocated(mixedPool(), 64, 997);
    }

    private static void assertNothingAllocated(List<Scenario> pool, int environments, int steps) {
        VectorEnvironment environment = new VectorEnvironment(pool, environments, 13);
        StepOutput out = new StepOutput(environments);
        environment.reset(out);
        int[][] actions = new int[steps][environments];
        Driver driver = new RandomDriver(4, 0.6);
        for (int[] action : actions) {
            driver.act(environment, action);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        run(environment, actions, out);
        threads.getThreadAllocatedBytes(thread);
        long before = threads.getThreadAllocatedBytes(thread);
        run(environment, actions, out);
        assertThat(threads.getThreadAllocatedBytes(thread) - before).isZero();
    }

    @Test
    void shouldKeepObservationsFiniteAndSmallWhateverTheDriverDoes() {
        List<Scenario> pool = PretrainingTasks.broad(3, 60, RewardSettings.defaults());
        for (double bias : new double[] {1.0 / 3, 0.6, 0.9}) {
            VectorEnvironment environment = new VectorEnvironment(pool, 32, 17);
            StepOutput out = new StepOutput(32);
            environment.reset(out);
            Driver driver = new RandomDriver(6, bias);
            int[] actions = new int[32];
            for (int t = 0; t < 1_500; t++) {
                driver.act(environment, actions);
                environment.step(actions, out);
                for (float value : out.observations) {
                    assertThat(Math.abs(value)).isLessThan(6);
                }
                for (float reward : out.rewards) {
                    assertThat(Math.abs(reward)).isLessThan(700);
                }
            }
        }
    }

    @Test
    void shouldTakeAnotherPoolAtTheNextEpisode() {
        VectorEnvironment environment = new VectorEnvironment(RIGHT_TURN, 2, 19);
        StepOutput out = new StepOutput(2);
        environment.reset(out);
        environment.change(List.of(scenario("RTM03", "P1")));
        assertThat(environment.scenario(0).task().id()).isEqualTo("RTM03");
        int[] coast = {7, 7};
        for (int t = 0; t < 500; t++) {
            environment.step(coast, out);
        }
        assertThat(environment.metrics(0).task()).isEqualTo("RTM03");
        environment.step(coast, out);
        assertThat(environment.scenario(0).task().id()).isEqualTo("LTM03");
        assertThat(environment.episode(0)).isEqualTo(1);
    }

    @Test
    void shouldRefuseActionsThatDoNotExist() {
        VectorEnvironment environment = new VectorEnvironment(RIGHT_TURN, 2, 1);
        StepOutput out = new StepOutput(2);
        environment.reset(out);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> environment.step(new int[] {0, 15}, out))
                .withMessageContaining("action 15 of environment 1");
        assertThatIllegalArgumentException().isThrownBy(() -> environment.step(new int[] {-1, 0}, out));
        assertThatIllegalArgumentException().isThrownBy(() -> environment.step(new int[] {0}, out));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> environment.step(new double[] {Double.NaN, 0}, new double[2], out))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> environment.step(new double[2], new double[] {0, 0.8}, out));
    }

    @Test
    void shouldRefuseToMeasureAnEpisodeThatIsStillRunning() {
        VectorEnvironment environment = new VectorEnvironment(RIGHT_TURN, 1, 1);
        assertThatIllegalStateException().isThrownBy(() -> environment.metrics(0));
        environment.reset(new StepOutput(1));
        assertThatIllegalStateException().isThrownBy(() -> environment.metrics(0));
    }

    @Test
    void shouldRefuseAnEmptyPool() {
        assertThatIllegalArgumentException().isThrownBy(() -> new VectorEnvironment(List.of(), 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new VectorEnvironment(RIGHT_TURN, 0, 1));
    }

    private static void run(VectorEnvironment environment, int[][] actions, StepOutput out) {
        for (int[] action : actions) {
            environment.step(action, out);
        }
    }

    private static void run(VectorEnvironment environment, Driver driver, int[] actions, StepOutput out, int steps) {
        for (int t = 0; t < steps; t++) {
            driver.act(environment, actions);
            environment.step(actions, out);
        }
    }

    /** Hashes of what one environment answers over many steps, several episodes long. */
    private static long[] trace(VectorEnvironment environment, int e, StepOutput out) {
        long[] trace = new long[800];
        Driver driver = new RandomDriver(9, 0.6);
        int[] actions = new int[environment.environments()];
        for (int t = 0; t < trace.length; t++) {
            driver.act(environment, actions);
            environment.step(actions, out);
            float[] observation = Arrays.copyOfRange(out.observations, e * 64, e * 64 + 64);
            trace[t] = 31L * Arrays.hashCode(observation) + Float.floatToIntBits(out.rewards[e]) + out.flags[e];
        }
        return trace;
    }

    private static List<Scenario> mixedPool() {
        return List.of(
                scenario("RTM03", "C0"), scenario("LTM03", "D6"), scenario("ROM03", "D2"), scenario("RTM03", "D1"));
    }

    private static Scenario scenario(String task, String shift) {
        return new Scenario(Tasks.byId(task), Shifts.byId(shift), RewardSettings.defaults());
    }
}
