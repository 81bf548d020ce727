package io.slipstream.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.slipstream.sim.driver.ConstantSpeedDriver;
import io.slipstream.sim.driver.ExpertDriver;
import io.slipstream.sim.shift.Shifts;
import io.slipstream.sim.task.Tasks;
import io.slipstream.sim.world.Light;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lights and stop signs: what they show and what running them costs. */
class ControlTest {
    private static final int COAST = 7;

    @Test
    void shouldShowRedGreenAndYellowForAsLongAsTheSpecificationSays() {
        VectorEnvironment environment = environment("LIGHTS", 20);
        StepOutput out = new StepOutput(20);
        environment.reset(out);
        int[] actions = new int[20];
        Arrays.fill(actions, COAST);
        List<List<Integer>> lengths = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        int[] shown = new int[20];
        int[] since = new int[20];
        Arrays.fill(since, -1);
        for (int t = 0; t < 499; t++) {
            for (int e = 0; e < 20; e++) {
                int now = colour(out.observations, e * 64);
                if (t > 0 && now != shown[e]) {
                    if (since[e] >= 0) {
                        lengths.get(shown[e]).add(t - since[e]);
                    }
                    since[e] = t;
                }
                shown[e] = now;
            }
            environment.step(actions, out);
        }
        assertThat(lengths.get(0)).isNotEmpty().allMatch(ticks -> ticks >= 60 && ticks <= 80);
        assertThat(lengths.get(1)).isNotEmpty().allMatch(ticks -> ticks >= 40 && ticks <= 50);
        assertThat(lengths.get(2)).isNotEmpty().allMatch(ticks -> ticks == 10);
        assertThat(lengths.get(0).stream().distinct().count()).isGreaterThan(5);
    }

    /** 0 red, 1 green, 2 yellow. */
    private static int colour(float[] observations, int at) {
        if (observations[at + 8] == 1) {
            assertThat(observations[at + 9]).isZero();
            return 0;
        }
        return observations[at + 9] == 1 ? 1 : 2;
    }

    @Test
    void shouldEndTheEpisodeWhenRedIsRunAndOnlyThen() {
        VectorEnvironment environment = environment("LIGHTS", 64);
        StepOutput out = new StepOutput(64);
        environment.reset(out);
        ConstantSpeedDriver driver = new ConstantSpeedDriver(64);
        int[] actions = new int[64];
        Light[] before = new Light[64];
        boolean[] passed = new boolean[64];
        for (int t = 0; t < 100; t++) {
            for (int e = 0; e < 64; e++) {
                before[e] = environment.world().light(e);
            }
            driver.act(environment, actions);
            environment.step(actions, out);
            for (int e = 0; e < 64; e++) {
                if (environment.episode(e) == 0
                        && !passed[e]
                        && environment.world().progress(e) > 27.5) {
                    passed[e] = true;
                    assertPassing(environment, e, before[e], out);
                }
            }
        }
        for (boolean each : passed) {
            assertThat(each).isTrue();
        }
    }

    private static void assertPassing(VectorEnvironment environment, int e, Light light, StepOutput out) {
        boolean ended = (out.flags[e] & StepOutput.LAST) != 0;
        assertThat(ended).isEqualTo(light == Light.RED);
        assertThat(out.observations[e * 64 + 10]).isZero();
        if (ended) {
            assertThat(environment.metrics(e).outcome()).isEqualTo(Outcome.SIGNAL);
            assertThat(environment.metrics(e).drivingScore())
                    .isCloseTo(0.7 * environment.metrics(e).routeCompletion(), within(1e-12));
            assertThat(out.flags[e] & StepOutput.TERMINAL).isNotZero();
            assertThat(out.rewards[e]).isBetween(-100f, -90f);
        }
    }

    @Test
    void shouldTellTheDistanceToTheSignUntilItHasBeenObeyed() {
        VectorEnvironment environment = environment("STOPSIGN", 1);
        StepOutput out = new StepOutput(1);
        environment.reset(out);
        assertThat(out.observations[10]).isCloseTo(27.5f / 30, within(1e-6f));
        ExpertDriver driver = new ExpertDriver(1);
        int[] actions = new int[1];
        int near = 0;
        while (out.observations[10] != 0) {
            driver.act(environment, actions);
            environment.step(actions, out);
            double left = 27.5 - environment.world().progress(0);
            near += left * left
                                    + environment.world().lateral(0)
                                            * environment.world().lateral(0)
                            <= 4
                    ? 1
                    : 0;
            assertThat(out.flags[0]).isZero();
            assertThat(out.observations[8]).isZero();
            assertThat(out.observations[9]).isZero();
        }
        assertThat(near).isEqualTo(60);
    }

    @Test
    void shouldEndTheEpisodeWhenASignIsLeftTooEarly() {
        VectorEnvironment environment = environment("STOPSIGN", 1);
        StepOutput out = new StepOutput(1);
        environment.reset(out);
        ConstantSpeedDriver driver = new ConstantSpeedDriver(1);
        int[] actions = new int[1];
        while (out.finishedCount() == 0) {
            driver.act(environment, actions);
            environment.step(actions, out);
        }
        assertThat(environment.metrics(0).outcome()).isEqualTo(Outcome.STOP);
        assertThat(environment.world().progress(0)).isBetween(29.5, 30.0);
        assertThat(out.rewards[0]).isBetween(-100f, -90f);
    }

    @Test
    void shouldNotLetASignBePassedByAtADistance() {
        VectorEnvironment environment = environment("STOPSIGN", 1);
        StepOutput out = new StepOutput(1);
        environment.reset(out);
        double[] accelerate = {1};
        // Out of the sign's reach, but not out of the lane.
        while (out.finishedCount() == 0) {
            double goal = 2.6 - environment.world().lateral(0);
            double heading = environment.world().sin(0) - 1;
            double steering = Math.max(-0.3, Math.min(0.3, 0.15 * goal - Math.signum(goal) * heading * -2));
            environment.step(accelerate, new double[] {steering}, out);
        }
        assertThat(environment.metrics(0).outcome()).isNotEqualTo(Outcome.DESTINATION);
    }

    private static VectorEnvironment environment(String task, int environments) {
        Scenario scenario = new Scenario(Tasks.byId(task), Shifts.byId("C0"), RewardSettings.defaults());
        return new VectorEnvironment(List.of(scenario), environments, 3);
    }
}
