package io.slipstream.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.shift.Shift;
import io.slipstream.sim.task.Headway;
import io.slipstream.sim.task.Pose;
import io.slipstream.sim.task.Route;
import io.slipstream.sim.task.Segment;
import io.slipstream.sim.task.Stream;
import io.slipstream.sim.task.Task;
import io.slipstream.sim.task.Tasks;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkPassTest {
    private static final Route FAR_AWAY = Route.of(Pose.ofDegrees(0, 500, 0), Segment.straight(50));

    @ParameterizedTest
    @CsvSource({"FOURLANE, 20", "NAVIGATION, 5"})
    void shouldChangeLanesWithoutTouchingAnybody(String task, int fewest) {
        State state = state(Tasks.byId(task));
        NetworkPass traffic = new NetworkPass(state);
        traffic.reset(0);
        int changes = 0;
        for (int t = 0; t < 4_000; t++) {
            int leaving = leaving(state);
            traffic.step(0, false);
            changes += Math.max(0, leaving(state) - leaving);
            assertNobodyTouches(state);
            assertThat(state.cars[0]).isLessThanOrEqualTo(15);
        }
        assertThat(changes).isGreaterThan(fewest);
    }

    private static int leaving(State state) {
        int count = 0;
        for (int car = 0; car < state.cars[0]; car++) {
            count += state.carLeaving[car] >= 0 ? 1 : 0;
        }
        return count;
    }

    @Test
    void shouldKeepEverybodyMovingThroughTheTown() {
        State state = state(Tasks.byId("NAVIGATION"));
        NetworkPass traffic = new NetworkPass(state);
        traffic.reset(0);
        assertThat(state.cars[0]).isEqualTo(15);
        double speed = 0;
        for (int t = 0; t < 6_000; t++) {
            traffic.step(0, false);
            for (int car = 0; car < 15; car++) {
                speed += state.carSpeed[car] / (15 * 6_000);
                assertThat(state.carStanding[car]).isLessThan(200);
            }
        }
        assertThat(state.cars[0]).isEqualTo(15);
        assertThat(speed).isBetween(4.0, 6.0);
    }

    @Test
    void shouldLeaveASlowLaneForAFreeOneButNotInFrontOfSomebodyFast() {
        assertThat(laneAfterOneSecond(false)).isEqualTo(1);
        assertThat(laneAfterOneSecond(true)).isEqualTo(0);
    }

    private static int laneAfterOneSecond(boolean somebodyFast) {
        State state = state(Tasks.byId("FOURLANE"));
        CarTable table = new CarTable(state);
        NetworkPass traffic = new NetworkPass(state);
        state.nextCar[0] = state.nextCar[1] = state.nextCar[2] = state.nextCar[3] = 1e6;
        int slow = table.add(0, 0, 0, 120, 6);
        state.carTimer[slow] = 1_000;
        int thinking = table.add(0, 0, 0, 95, 12);
        state.carTimer[thinking] = 3;
        if (somebodyFast) {
            state.carTimer[table.add(0, 1, 1, 82, 14)] = 1_000;
        }
        for (int t = 0; t < 10; t++) {
            traffic.step(0, false);
        }
        return state.carStream[thinking];
    }

    @Test
    void shouldSwingTheLeadCarAboutItsLane() {
        State state = state(Tasks.byId("OVERTAKE"));
        NetworkPass traffic = new NetworkPass(state);
        traffic.reset(0);
        traffic.enter(0);
        assertThat(state.carX[0]).isBetween(17.0, 23.0);
        double left = 0;
        double right = 0;
        double start = state.carX[0];
        for (int t = 0; t < 200; t++) {
            traffic.step(0, false);
            left = Math.max(left, state.carY[0]);
            right = Math.min(right, state.carY[0]);
        }
        assertThat(left).isBetween(0.19, 0.2001);
        assertThat(right).isBetween(-0.2001, -0.19);
        assertThat(state.carX[0] - start).isBetween(39.9, 40.1);
    }

    @Test
    void shouldLetTheStreamNamedFirstGoFirstWhereTwoCross() {
        Stream first = stream(Pose.ofDegrees(-60, 0, 0), new Headway(4, 12));
        Stream second = stream(Pose.ofDegrees(0, -60, 90), new Headway(5, 8));
        State state = state(new Task("crossing", FAR_AWAY, List.of(first, second), 4, 3, 500));
        assertThat(state.scenario[0].task.traffic.plain).isFalse();
        NetworkPass traffic = new NetworkPass(state);
        traffic.reset(0);
        double slowestFirst = 10;
        double slowestSecond = 10;
        int throughSecond = 0;
        for (int t = 0; t < 5_000; t++) {
            traffic.step(0, false);
            assertNobodyTouches(state);
            for (int car = 0; car < state.cars[0]; car++) {
                if (state.carStream[car] == 0) {
                    slowestFirst = Math.min(slowestFirst, state.carSpeed[car]);
                } else {
                    slowestSecond = Math.min(slowestSecond, state.carSpeed[car]);
                    throughSecond += state.carProgress[car] > 119.5 ? 1 : 0;
                }
            }
        }
        assertThat(slowestFirst).isGreaterThan(3.5);
        assertThat(slowestSecond).isLessThan(0.5);
        assertThat(throughSecond).isGreaterThan(20);
    }

    @Test
    void shouldFollowEachOtherWhereTwoStreamsMerge() {
        Stream first = stream(Pose.ofDegrees(-60, 0, 0), new Headway(4, 7));
        Route joining = Route.of(
                Pose.ofDegrees(-13.5 - 1.75, -60, 90),
                Segment.straight(48),
                Segment.right(12, 90),
                Segment.straight(60));
        Stream second = new Stream(List.of(joining), 5, new Headway(6, 9));
        State state = state(new Task("merging", FAR_AWAY, List.of(first, second), 4, 3, 500));
        NetworkPass traffic = new NetworkPass(state);
        traffic.reset(0);
        int arrived = 0;
        for (int t = 0; t < 5_000; t++) {
            traffic.step(0, false);
            assertNobodyTouches(state);
            for (int car = 0; car < state.cars[0]; car++) {
                arrived += state.carStream[car] == 1 && state.carProgress[car] > joining.length() - 0.5 ? 1 : 0;
            }
        }
        assertThat(arrived).isGreaterThan(20);
    }

    @ParameterizedTest
    @CsvSource({"FOURLANE", "NAVIGATION"})
    void shouldLeaveRoomForTheEgoVehicleWhenItAppears(String task) {
        State state = state(Tasks.byId(task));
        for (int seed = 0; seed < 20; seed++) {
            state.random[0] = seed;
            NetworkPass traffic = new NetworkPass(state);
            traffic.reset(0);
            for (int t = 0; t < 200; t++) {
                traffic.step(0, false);
            }
            traffic.enter(0);
            // It stands there, and nobody drives into it.
            boolean touched = false;
            for (int t = 0; t < 300; t++) {
                traffic.step(0, true);
                for (int car = 0; car < state.cars[0]; car++) {
                    touched |= touches(state, car, state.x[0], state.y[0], state.cos[0], state.sin[0]);
                }
            }
            assertThat(touched).isFalse();
        }
    }

    private static Stream stream(Pose start, Headway headway) {
        return new Stream(List.of(Route.of(start, Segment.straight(120))), 5, headway);
    }

    private static void assertNobodyTouches(State state) {
        int touching = 0;
        for (int a = 0; a < state.cars[0]; a++) {
            for (int b = 0; b < a; b++) {
                boolean touches = touches(state, a, state.carX[b], state.carY[b], state.carCos[b], state.carSin[b]);
                touching += touches ? 1 : 0;
            }
        }
        assertThat(touching).isZero();
    }

    private static boolean touches(State state, int car, double x, double y, double cos, double sin) {
        double dx = state.carX[car] - x;
        double dy = state.carY[car] - y;
        return Boxes.overlap(
                dx * cos + dy * sin,
                dy * cos - dx * sin,
                cos * state.carCos[car] + sin * state.carSin[car],
                cos * state.carSin[car] - sin * state.carCos[car]);
    }

    /** One environment with the ego vehicle at the start of the task's first route. */
    private static State state(Task task) {
        State state = new State(1);
        Scenario scenario = new Scenario(task, Shift.NOMINAL, RewardSettings.defaults());
        CompiledTask compiled = new CompiledTask(task);
        state.scenario[0] = new CompiledScenario(scenario, compiled);
        state.x[0] = compiled.route.x[0];
        state.y[0] = compiled.route.y[0];
        state.cos[0] = compiled.route.cos[0];
        state.sin[0] = compiled.route.sin[0];
        state.slipCos[0] = 1;
        state.random[0] = 17;
        return state;
    }
}
