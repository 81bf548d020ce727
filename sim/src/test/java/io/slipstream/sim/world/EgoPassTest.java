package io.slipstream.sim.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.slipstream.sim.shift.VehicleKnobs;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class EgoPassTest {
    private static final double DRAG = 0.02;

    @Test
    void shouldAccelerateOnAStraightLineAsTheClosedFormSays() {
        State state = Worlds.straight(Worlds.PROMPT);
        drive(state, 50, 2, 0);
        double t = 5;
        double decay = StrictMath.exp(-DRAG * t);
        assertThat(state.speed[0]).isCloseTo(2 / DRAG * (1 - decay), Percentage.withPercentage(0.1));
        assertThat(state.x[0]).isCloseTo(2 / DRAG * (t - (1 - decay) / DRAG), Percentage.withPercentage(0.1));
        assertThat(state.y[0]).isZero();
        assertThat(state.yawRate[0]).isZero();
    }

    @Test
    void shouldApproachTheCommandWithTheTimeConstantOfTheDrive() {
        State state = Worlds.straight(VehicleKnobs.NOMINAL.withLags(1, 0.1));
        drive(state, 10, 2, 0);
        assertThat(state.acceleration[0]).isCloseTo(2 * (1 - StrictMath.exp(-1)), Percentage.withPercentage(2));
    }

    @Test
    void shouldDriveACircleOfTheRadiusOfTheBicycleModel() {
        for (double steering : new double[] {0.14, 0.42, -0.3}) {
            State state = Worlds.straight(Worlds.PROMPT);
            state.speed[0] = 3;
            state.steering[0] = steering;
            double slip = StrictMath.atan(0.5 * StrictMath.tan(steering));
            double radius = 2.8 / (StrictMath.cos(slip) * StrictMath.abs(StrictMath.tan(steering)));
            double lowest = 0;
            double highest = 0;
            EgoPass ego = new EgoPass(state);
            for (int i = 0; i < 600; i++) {
                ego.command(0, DRAG * state.speed[0], steering);
                ego.step(0);
                state.tick[0]++;
                lowest = Math.min(lowest, state.y[0]);
                highest = Math.max(highest, state.y[0]);
            }
            // It starts in the direction of the slip, not along the x axis, so the whole circle is seen, tilted.
            assertThat((highest - lowest) / 2).isCloseTo(radius, Percentage.withPercentage(1));
            assertThat(Math.abs(state.yawRate[0])).isCloseTo(state.speed[0] / radius, Percentage.withPercentage(0.1));
        }
    }

    @Test
    void shouldStopWithinTheDistanceOfTheClosedForm() {
        State state = Worlds.straight(Worlds.PROMPT);
        state.speed[0] = 10;
        drive(state, 60, -4, 0);
        double distance = 10 / DRAG - 4 / (DRAG * DRAG) * StrictMath.log(1 + DRAG * 10 / 4);
        assertThat(state.speed[0]).isZero();
        assertThat(state.x[0]).isCloseTo(distance, Percentage.withPercentage(0.5));
    }

    @Test
    void shouldNeedMoreRoomToStopWhenTheRoadIsSlippery() {
        State state = Worlds.straight(Worlds.PROMPT.withFriction(0.25));
        state.speed[0] = 10;
        drive(state, 80, -4, 0);
        double grip = 0.25 * CompiledScenario.GRAVITY;
        double distance = 10 / DRAG - grip / (DRAG * DRAG) * StrictMath.log(1 + DRAG * 10 / grip);
        assertThat(state.x[0]).isCloseTo(distance, Percentage.withPercentage(0.5));
    }

    @Test
    void shouldUndersteerWhereTheFrictionCircleIsUsedUp() {
        State state = Worlds.straight(Worlds.PROMPT.withFriction(0.25));
        state.speed[0] = 8;
        drive(state, 1, 0, 0.42);
        drive(state, 5, DRAG * 8, 0.42);
        double grip = 0.25 * CompiledScenario.GRAVITY;
        assertThat(state.speed[0] * state.yawRate[0]).isCloseTo(grip, Percentage.withPercentage(1));
    }

    @Test
    void shouldActOnACommandAfterTheDelay() {
        State state = Worlds.straight(Worlds.PROMPT.withDelayTicks(3));
        drive(state, 3, 2, 0);
        assertThat(state.speed[0]).isZero();
        drive(state, 1, 2, 0);
        assertThat(state.speed[0]).isPositive();
    }

    @Test
    void shouldMultiplyCommandsByTheirGains() {
        State state = Worlds.straight(Worlds.PROMPT.withGains(0.5, 0.25, 0.6));
        drive(state, 10, 2, 0.3);
        assertThat(state.acceleration[0]).isCloseTo(1, within(1e-9));
        assertThat(state.steering[0]).isCloseTo(0.18, within(1e-9));
        drive(state, 10, -4, 0.3);
        assertThat(state.acceleration[0]).isCloseTo(-1, within(1e-9));
    }

    private static void drive(State state, int ticks, double acceleration, double steering) {
        EgoPass ego = new EgoPass(state);
        for (int i = 0; i < ticks; i++) {
            ego.command(0, acceleration, steering);
            ego.step(0);
            state.tick[0]++;
        }
    }
}
