package io.slipstream.sim.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.slipstream.sim.shift.VehicleKnobs;
import io.slipstream.sim.task.Headway;
import io.slipstream.sim.task.Pose;
import io.slipstream.sim.task.Route;
import io.slipstream.sim.task.Segment;
import io.slipstream.sim.task.Stream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ego vehicle 100 m along a road to the east at 6 m/s. */
class LaneTtcPassTest {
    private State state = ego(Pose.ofDegrees(0, 0, 0));

    @Test
    void shouldDivideDistanceByRelativeSpeed() {
        car(120, 0, 1, 0, 4);
        assertThat(time()).isCloseTo(10, within(1e-9));
    }

    @Test
    void shouldCountACarThatDrivesAwayAsCarDreamerDoes() {
        car(120, 0, 1, 0, 8);
        assertThat(time()).isCloseTo(10, within(1e-9));
    }

    @Test
    void shouldTakeTheShortestTimeOfSeveralCars() {
        car(150, 0, 1, 0, 1);
        car(120, 0, 1, 0, 4);
        car(130, 0, 1, 0, 0);
        assertThat(time()).isCloseTo(5, within(1e-9));
    }

    @Test
    void shouldBeAbsentWithoutACarAhead() {
        assertThat(time()).isEqualTo(Boxes.NEVER);
        car(80, 0, 1, 0, 9);
        assertThat(time()).isEqualTo(Boxes.NEVER);
    }

    @Test
    void shouldBeAbsentWhenBothDriveAlikeOrTheCarIsFarAway() {
        car(120, 0, 1, 0, 6);
        car(201, 0, 1, 0, 0);
        assertThat(time()).isEqualTo(Boxes.NEVER);
    }

    @Test
    void shouldIgnoreCarsOfOtherLanes() {
        state = ego(Pose.ofDegrees(120, 100, -90));
        car(120, 0, 0, -1, 4);
        assertThat(time()).isEqualTo(Boxes.NEVER);
        state = ego(Pose.ofDegrees(0, 3.5, 0));
        car(120, 3.5, 1, 0, 0);
        assertThat(time()).isEqualTo(Boxes.NEVER);
        state = ego(Pose.ofDegrees(300, 0, 180));
        car(120, 0, -1, 0, 4);
        assertThat(time()).isEqualTo(Boxes.NEVER);
    }

    @Test
    void shouldMeasureBySpeedsAsVectorsWhenTheCarSlides() {
        state.slipCos[0] = 0.8;
        state.slipSin[0] = 0.6;
        car(120, 0, 1, 0, 4.8);
        assertThat(time()).isCloseTo(20 / 3.6, within(1e-9));
    }

    private double time() {
        return new LaneTtcPass(state).time(0);
    }

    private void car(double x, double y, double cos, double sin, double speed) {
        int car = state.cars[0]++;
        Path way = state.scenario[0].task.ways[0];
        state.carProgress[car] = (x - way.x[0]) * cos + (y - way.y[0]) * sin;
        state.carX[car] = x;
        state.carY[car] = y;
        state.carCos[car] = cos;
        state.carSin[car] = sin;
        state.carSpeed[car] = speed;
    }

    /** In a world whose other cars come from {@code source}. */
    private static State ego(Pose source) {
        Route way = Route.of(source, Segment.straight(300));
        State state = Worlds.straight(VehicleKnobs.NOMINAL, new Stream(List.of(way), 5, new Headway(3, 6)));
        state.x[0] = 100;
        state.speed[0] = 6;
        return state;
    }
}
