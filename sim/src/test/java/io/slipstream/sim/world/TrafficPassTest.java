package io.slipstream.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.sim.shift.VehicleKnobs;
import io.slipstream.sim.task.Headway;
import io.slipstream.sim.task.Pose;
import io.slipstream.sim.task.Route;
import io.slipstream.sim.task.Segment;
import io.slipstream.sim.task.Stream;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class TrafficPassTest {
    private static final double CAR_LENGTH = 4.5;

    @Test
    void shouldSettleAtTheEquilibriumGapBehindASlowerCar() {
        State state = Worlds.straight(VehicleKnobs.NOMINAL, stream(1e6));
        state.nextCar[0] = 1e6;
        state.cars[0] = 1;
        state.carSpeed[0] = 5;
        state.x[0] = 30;
        state.speed[0] = 3;
        TrafficPass traffic = new TrafficPass(state);
        TrackingPass tracking = new TrackingPass(state);
        for (int i = 0; i < 1_500; i++) {
            state.x[0] += 0.3;
            tracking.step(0);
            traffic.step(0, true);
        }
        double free = StrictMath.pow(3.0 / 5, 4);
        double gap = (2 + 3 * 1.2) / StrictMath.sqrt(1 - free);
        assertThat(state.carSpeed[0]).isCloseTo(3, Percentage.withPercentage(0.1));
        // The car has moved on since the ego vehicle was looked at: no more than rounding of a tick.
        assertThat(state.x[0] - state.carX[0] - CAR_LENGTH + 0.3).isCloseTo(gap, Percentage.withPercentage(1));
    }

    @Test
    void shouldStopBehindAStandingCarWithoutTouchingIt() {
        State state = Worlds.straight(VehicleKnobs.NOMINAL, stream(1e6));
        state.nextCar[0] = 1e6;
        state.cars[0] = 1;
        state.carSpeed[0] = 5;
        state.x[0] = 40;
        TrafficPass traffic = new TrafficPass(state);
        new TrackingPass(state).step(0);
        for (int i = 0; i < 600; i++) {
            traffic.step(0, true);
        }
        assertThat(state.carSpeed[0]).isLessThan(0.05);
        assertThat(state.x[0] - state.carX[0] - CAR_LENGTH).isBetween(1.5, 3.0);
    }

    @Test
    void shouldLetCarsComeAtTheHeadwayAndLeaveAtTheEnd() {
        State state = Worlds.straight(VehicleKnobs.NOMINAL, stream(4));
        TrafficPass traffic = new TrafficPass(state);
        traffic.reset(0);
        for (int i = 0; i < 2_000; i++) {
            traffic.step(0, false);
        }
        // 200 m at 5 m/s take 40 s, so ten cars are on their way.
        assertThat(state.cars[0]).isBetween(9, 11);
        for (int car = 1; car < state.cars[0]; car++) {
            double apart = state.carProgress[car - 1] - state.carProgress[car];
            assertThat(apart).isBetween(17.0, 23.0);
        }
    }

    private static Stream stream(double headway) {
        Route way = Route.of(Pose.ofDegrees(0, 0, 0), Segment.straight(headway > 100 ? 1_500 : 200));
        return new Stream(List.of(way), 5, new Headway(headway, headway));
    }
}
