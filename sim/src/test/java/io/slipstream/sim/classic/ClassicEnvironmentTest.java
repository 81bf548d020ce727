package io.slipstream.sim.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.slipstream.environment.Conditions;
import io.slipstream.environment.ResetRequest;
import io.slipstream.environment.RuleBased;
import io.slipstream.environment.StepBuffer;
import io.slipstream.environment.conformance.Conformance;
import io.slipstream.environment.conformance.ConformanceReport;
import io.slipstream.environment.conformance.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassicEnvironmentTest {
    private static final ClassicShift NOMINAL = ClassicShift.byId("C0");

    @ParameterizedTest
    @ValueSource(strings = {CartPole.ID, Pendulum.ID})
    void shouldKeepEveryPromiseOfTheContract(String task) {
        ConformanceReport report = Conformance.check(new Subject(
                task, n -> new ClassicEnvironment(Conditions.of(task, "C0"), n, 1), Conditions.of(task, "LONG"), true));

        assertThat(report.conforms()).as(report.text()).isTrue();
    }

    @Test
    void shouldAccelerateAnUprightPoleAsTheEquationsSay() {
        double[] state = {0, 0, 0, 0};

        new CartPole().step(state, 0, 1, NOMINAL);

        // Upright and at rest: a = F / (M + m) (1 + 3 m / (4 M + m)), pole turns at -F / (l (4/3 (M + m) - m)).
        double turning = -10 / (0.5 * (4.0 / 3 * 1.1 - 0.1));
        assertThat(state[3]).isCloseTo(0.02 * turning, within(1e-12));
        assertThat(state[1]).isCloseTo(0.02 * (10 - 0.05 * turning) / 1.1, within(1e-12));
    }

    @Test
    void shouldTurnALongerPoleMoreSlowly() {
        double[] nominal = {0, 0, 0, 0};
        double[] longer = {0, 0, 0, 0};

        new CartPole().step(nominal, 0, 1, NOMINAL);
        new CartPole().step(longer, 0, 1, ClassicShift.byId("LONG"));

        assertThat(longer[3]).isCloseTo(nominal[3] / 3, within(1e-12));
    }

    @Test
    void shouldSwingThePendulumAtItsPeriod() {
        Pendulum pendulum = new Pendulum();
        double[] state = {Math.PI - 0.01, 0};
        int crossings = 0;
        double before = 1;
        int first = 0;
        int last = 0;
        for (int t = 1; t <= 2000; t++) {
            pendulum.step(state, 0, 2, NOMINAL);
            double side = Math.sin(state[0]);
            if (side > 0 && before <= 0) {
                crossings++;
                first = first == 0 ? t : first;
                last = t;
            }
            before = side;
        }
        double period = 0.05 * (last - first) / (crossings - 1);
        // A rod of 1 m at small angles: 2 pi sqrt(2 l / 3 g).
        assertThat(period).isCloseTo(2 * Math.PI * Math.sqrt(2.0 / 30), within(0.01));
    }

    @Test
    void shouldLetADelayedCommandArriveLater() {
        StepBuffer out = new StepBuffer(1, 4);
        ClassicEnvironment late = new ClassicEnvironment(Conditions.of(CartPole.ID, "LATE"), 1, 3);
        late.reset(ResetRequest.plain(), out);
        float speed = out.observations[1];
        // Two steps of the push that was underway, to the left; then the first one that was commanded.
        late.step(new int[] {1}, out);
        assertThat(out.observations[1]).isLessThan(speed);
        late.step(new int[] {1}, out);
        speed = out.observations[1];
        late.step(new int[] {0}, out);
        assertThat(out.observations[1]).isGreaterThan(speed);
    }

    @Test
    void shouldHoldThePoleByRule() {
        StepBuffer out = new StepBuffer(8, 4);
        ClassicEnvironment environment = new ClassicEnvironment(Conditions.of(CartPole.ID, "C0"), 8, 3);
        RuleBased rule = environment.ruleBased().orElseThrow();
        environment.reset(ResetRequest.plain(), out);
        int[] actions = new int[8];
        for (int t = 0; t < 500; t++) {
            rule.act(actions);
            environment.step(actions, out);
        }
        assertThat(out.finishedCount()).isEqualTo(8);
        assertThat(environment.report(3).success()).isTrue();
        assertThat(out.truncated(3)).isTrue();
        assertThat(out.terminated(3)).isFalse();
    }

    @Test
    void shouldNotBecomeAnotherTask() {
        ClassicEnvironment environment = new ClassicEnvironment(Conditions.of(CartPole.ID, "C0"), 1, 3);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> environment.change(Conditions.of(Pendulum.ID, "C0")))
                .withMessageContaining("actor.task");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> environment.change(Conditions.of(CartPole.ID, "SIDEWAYS")))
                .withMessageContaining("LONG");
    }
}
