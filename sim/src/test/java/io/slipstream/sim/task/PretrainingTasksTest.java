package io.slipstream.sim.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.slipstream.sim.EpisodeMetrics;
import io.slipstream.sim.Outcome;
import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.StepOutput;
import io.slipstream.sim.VectorEnvironment;
import io.slipstream.sim.driver.ConstantSpeedDriver;
import io.slipstream.sim.driver.ExpertDriver;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PretrainingTasksTest {
    private static final List<Scenario> POOL = PretrainingTasks.broad(1, 300, RewardSettings.defaults());

    @Test
    void shouldHoldEveryKindOfRoadAndAThirdOfThePlainTask() {
        assertThat(POOL.stream()
                        .filter(scenario -> scenario.task().id().equals("RTM03"))
                        .count())
                .isEqualTo(100);
        Set<String> kinds = POOL.stream().map(scenario -> scenario.task().id()).collect(Collectors.toSet());
        assertThat(kinds)
                .containsExactlyInAnyOrder(
                        "RTM03", "broad-right", "broad-left", "broad-roundabout", "broad-crossing", "broad-winding");
    }

    @Test
    void shouldNotHoldTheTasksThatAreFinetunedOn() {
        Route left = Tasks.byId("LTM03").route();
        Route roundabout = Tasks.byId("ROM03").route();
        assertThat(POOL)
                .noneMatch(scenario -> scenario.task().route().equals(left)
                        || scenario.task().route().equals(roundabout));
    }

    @Test
    void shouldLeaveABlindDriverAloneOnEmptyRoads() {
        List<Scenario> empty = PretrainingTasks.empty(1, 40, RewardSettings.defaults());
        assertThat(empty).noneMatch(scenario -> scenario.task().id().equals("RTM03"));
        VectorEnvironment environment = new VectorEnvironment(empty, 40, 7);
        StepOutput out = new StepOutput(40);
        environment.reset(out);
        int[] actions = new int[40];
        ConstantSpeedDriver driver = new ConstantSpeedDriver(40);
        int episodes = 0;
        int collisions = 0;
        while (episodes < 200) {
            driver.act(environment, actions);
            environment.step(actions, out);
            for (int i = 0; i < out.finishedCount(); i++) {
                episodes++;
                collisions += environment.metrics(out.finished[i]).outcome() == Outcome.COLLISION ? 1 : 0;
            }
        }
        assertThat(collisions).isLessThan(10);
    }

    @Test
    void shouldBeTheSameForTheSameSeedOnly() {
        assertThat(PretrainingTasks.broad(1, 300, RewardSettings.defaults())).isEqualTo(POOL);
        assertThat(PretrainingTasks.broad(2, 300, RewardSettings.defaults())).isNotEqualTo(POOL);
    }

    @Test
    void shouldBeDrivable() {
        VectorEnvironment environment = new VectorEnvironment(POOL, 64, 1);
        StepOutput out = new StepOutput(64);
        environment.reset(out);
        ExpertDriver expert = new ExpertDriver(64);
        int[] actions = new int[64];
        List<EpisodeMetrics> episodes = new ArrayList<>();
        while (episodes.size() < 320) {
            expert.act(environment, actions);
            environment.step(actions, out);
            for (int i = 0; i < out.finishedCount(); i++) {
                if (environment.episode(out.finished[i]) < 5) {
                    episodes.add(environment.metrics(out.finished[i]));
                }
            }
        }
        long succeeded =
                episodes.stream().filter(metrics -> metrics.outcome().success()).count();
        assertThat(succeeded).isGreaterThan(280);
    }

    @Test
    void shouldRefuseAnEmptyPool() {
        assertThatIllegalArgumentException().isThrownBy(() -> PretrainingTasks.broad(1, 0, RewardSettings.defaults()));
    }
}
