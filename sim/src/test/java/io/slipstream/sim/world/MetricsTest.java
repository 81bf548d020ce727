package io.slipstream.sim.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.slipstream.sim.EpisodeMetrics;
import io.slipstream.sim.Outcome;
import io.slipstream.sim.shift.VehicleKnobs;
import io.slipstream.sim.task.Headway;
import io.slipstream.sim.task.Pose;
import io.slipstream.sim.task.Route;
import io.slipstream.sim.task.Segment;
import io.slipstream.sim.task.Stream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsTest {
    private final Stream along =
            new Stream(List.of(Route.of(Pose.ofDegrees(0, 0, 0), Segment.straight(300))), 5, new Headway(3, 6));
    private final State state = Worlds.straight(VehicleKnobs.NOMINAL, along);
    private final EncounterPass encounter = new EncounterPass(state);
    private final JudgePass judge = new JudgePass(state, encounter, new ControlPass(state));

    MetricsTest() {
        judge.reset(0);
        state.controlPassed[0] = 1;
    }

    @ParameterizedTest
    @CsvSource({
        "DESTINATION, 1.0, 1.00",
        "COLLISION, 0.4, 0.60",
        "OUT_OF_LANE, 0.4, 0.65",
        "SIGNAL, 0.4, 0.70",
        "STOP, 0.4, 0.80",
        "TIME_OUT, 0.4, 0.70"
    })
    void shouldMultiplyCompletionByThePenaltyOfWhatWentWrong(Outcome outcome, double completion, double penalty) {
        state.bestProgress[0] = 800;
        state.tick[0] = 10;
        EpisodeMetrics metrics = Metrics.of(state, 0, outcome);
        assertThat(metrics.routeCompletion()).isEqualTo(completion);
        assertThat(metrics.drivingScore()).isCloseTo(completion * penalty, within(1e-12));
    }

    @Test
    void shouldHaveNeitherTimeToCollisionWithoutCars() {
        ticks(10, 4);
        EpisodeMetrics metrics = Metrics.of(state, 0, Outcome.TIME_OUT);
        assertThat(metrics.meanTtc()).isEmpty();
        assertThat(metrics.minTtc()).isEmpty();
        assertThat(metrics.meanLaneTtc()).isEmpty();
        assertThat(metrics.minLaneTtc()).isEmpty();
        assertThat(metrics.lowTtcShare()).isZero();
    }

    @Test
    void shouldMeasureBothTimesOverTheTicksThatHaveOne() {
        ticks(5, 4);
        // Behind a standing car: 8 m between bumpers at 4 m/s, and 12.5 m between middles.
        car(12.5, 0);
        ticks(3, 4);
        // 4 m between bumpers, 8.5 m between middles.
        state.carX[0] = 8.5;
        ticks(2, 4);
        EpisodeMetrics metrics = Metrics.of(state, 0, Outcome.TIME_OUT);
        assertThat(metrics.meanTtc().orElseThrow()).isCloseTo((3 * 2 + 2 * 1) / 5.0, within(1e-9));
        assertThat(metrics.minTtc().orElseThrow()).isCloseTo(1, within(1e-9));
        assertThat(metrics.lowTtcShare()).isEqualTo(0.2);
        assertThat(metrics.meanLaneTtc().orElseThrow()).isCloseTo((3 * 12.5 + 2 * 8.5) / 4 / 5, within(1e-9));
        assertThat(metrics.minLaneTtc().orElseThrow()).isCloseTo(8.5 / 4, within(1e-9));
    }

    @Test
    void shouldTellTheTwoTimesApartWhenTheCarAheadDrivesAway() {
        car(20, 6);
        ticks(1, 4);
        EpisodeMetrics metrics = Metrics.of(state, 0, Outcome.TIME_OUT);
        assertThat(metrics.minTtc()).isEmpty();
        assertThat(metrics.minLaneTtc().orElseThrow()).isCloseTo(10, within(1e-9));
    }

    @Test
    void shouldForgetTheEpisodeBefore() {
        car(12.5, 0);
        ticks(3, 4);
        judge.reset(0);
        state.cars[0] = 0;
        ticks(2, 3);
        EpisodeMetrics metrics = Metrics.of(state, 0, Outcome.TIME_OUT);
        assertThat(metrics.steps()).isEqualTo(2);
        assertThat(metrics.meanSpeed()).isEqualTo(3);
        assertThat(metrics.minTtc()).isEmpty();
        assertThat(metrics.minLaneTtc()).isEmpty();
    }

    @Test
    void shouldCountTheTicksWithinEveryLimitOfComfort() {
        ticks(4, 5);
        assertThat(Metrics.of(state, 0, Outcome.TIME_OUT).comfort()).isEqualTo(1);
        // Too hard on the brake, 5 m/s2; letting go of it at once is too much jerk.
        tick(5, 4.5, 0);
        tick(4.5, 4.5, 0);
        assertThat(Metrics.of(state, 0, Outcome.TIME_OUT).comfort()).isCloseTo(4.0 / 6, within(1e-12));
        // 4.5 m/s times 1.2 rad/s is too much to the side, 1.0 rad/s is not.
        tick(4.5, 4.5, 1.2);
        tick(4.5, 4.5, -1);
        assertThat(Metrics.of(state, 0, Outcome.TIME_OUT).comfort()).isCloseTo(5.0 / 8, within(1e-12));
        // Gently on the accelerator, then too much of it: 0.8 and 1.6 m/s2, then 2.5.
        tick(4.5, 4.58, 0);
        tick(4.58, 4.74, 0);
        tick(4.74, 4.99, 0);
        assertThat(Metrics.of(state, 0, Outcome.TIME_OUT).comfort()).isCloseTo(7.0 / 11, within(1e-12));
    }

    private void ticks(int count, double speed) {
        for (int i = 0; i < count; i++) {
            tick(speed, speed, 0);
        }
    }

    private void tick(double before, double speed, double yawRate) {
        state.speed[0] = speed;
        state.yawRate[0] = yawRate;
        encounter.step(0);
        judge.step(0, before);
    }

    private void car(double x, double speed) {
        state.cars[0] = 1;
        state.carX[0] = x;
        state.carCos[0] = 1;
        state.carProgress[0] = x;
        state.carSpeed[0] = speed;
    }
}
