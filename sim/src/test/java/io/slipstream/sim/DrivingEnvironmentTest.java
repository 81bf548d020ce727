package io.slipstream.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.environment.Conditions;
import io.slipstream.environment.ResetRequest;
import io.slipstream.environment.StepBuffer;
import io.slipstream.environment.conformance.Conformance;
import io.slipstream.environment.conformance.ConformanceReport;
import io.slipstream.environment.conformance.Subject;
import io.slipstream.sim.shift.Shifts;
import io.slipstream.sim.task.Tasks;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrivingEnvironmentTest {
    private static final Scenario RTM03 =
            new Scenario(Tasks.byId("RTM03"), Shifts.byId("C0"), RewardSettings.defaults());

    @Test
    void shouldKeepEveryPromiseOfTheContract() {
        ConformanceReport report = Conformance.check(new Subject(
                "driving", n -> new DrivingEnvironment(List.of(RTM03), n, 1), Conditions.of("RTM03", "D5"), true));

        assertThat(report.conforms()).as(report.text()).isTrue();
    }

    @Test
    void shouldStepAsTheWorldBelowDoes() {
        DrivingEnvironment environment = new DrivingEnvironment(List.of(RTM03), 3, 5);
        VectorEnvironment world = new VectorEnvironment(List.of(RTM03), 3, 5);
        StepBuffer one = new StepBuffer(3, DrivingSpaces.OBSERVATION.size());
        StepOutput other = new StepOutput(3);
        environment.reset(ResetRequest.plain(), one);
        world.reset(other);
        int[] actions = new int[3];
        for (int t = 0; t < 400; t++) {
            Arrays.fill(actions, 10 + t % 5);
            environment.step(actions, one);
            world.step(actions, other);
            assertThat(one.observations).containsExactly(other.observations);
            assertThat(one.rewards).containsExactly(other.rewards);
            assertThat(one.flags).containsExactly(other.flags);
        }
    }

    @Test
    void shouldCallAScenarioByTheTaskThatIsDriven() {
        DrivingEnvironment environment = new DrivingEnvironment(List.of(RTM03), 1, 5);
        environment.reset(
                ResetRequest.plain().under(Conditions.of("RTM03", "P1")),
                new StepBuffer(1, DrivingSpaces.OBSERVATION.size()));

        assertThat(environment.conditions(0)).isEqualTo(Conditions.of("LTM03", "P1"));
    }
}
