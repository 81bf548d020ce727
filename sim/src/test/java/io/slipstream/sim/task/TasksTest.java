package io.slipstream.sim.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TasksTest {
    @Test
    void shouldHaveTheMeasuresOfTheSpecification() {
        assertThat(Tasks.byId("RTM03").route().length()).isCloseTo(50 + 8.25 * Math.PI / 2, within(1e-9));
        assertThat(Tasks.byId("LTM03").route().length()).isCloseTo(50 + 11.75 * Math.PI / 2, within(1e-9));
        List<Segment> roundabout = Tasks.byId("ROM03").route().segments();
        assertThat(roundabout.get(2)).isEqualTo(Segment.left(20, 220));
        assertThat(Tasks.byId("RTM03").streams().get(0).headway()).isEqualTo(new Headway(2.5, 6));
    }

    @Test
    void shouldNameTheKnownTasksWhenOneIsUnknown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tasks.byId("XTM99"))
                .withMessage("unknown task XTM99; known are [FOURLANE, LIGHTS, LTD03, LTM03, MERGE,"
                        + " MERGE_DENSE, NAVIGATION, OVERTAKE, ROM03, RTD12, RTM03, STOPSIGN]");
    }

    @Test
    void shouldKeepItsFeaturesWithAnotherGoal() {
        Task lights = Tasks.byId("LIGHTS");
        Task faster = lights.withGoal(7, 3, 200);
        assertThat(faster.features()).isEqualTo(lights.features());
        assertThat(faster.desiredSpeed()).isEqualTo(7);
    }

    @Test
    void shouldHaveTheMeasuresOfTheDenseTasks() {
        Task right = Tasks.byId("RTD12");
        assertThat(right.route().length()).isCloseTo(50 + 12.125 * Math.PI / 2, within(1e-9));
        assertThat(right.streams().get(0).routes().get(0).length()).isEqualTo(125);
        assertThat(right.streams().get(0).speed()).isEqualTo(6);
        assertThat(right.streams().get(0).headway()).isEqualTo(new Headway(2.2, 4.6));
        assertThat(Tasks.byId("LTD03").route()).isEqualTo(Tasks.byId("LTM03").route());
        assertThat(Tasks.byId("LTD03").streams().get(0).headway()).isEqualTo(new Headway(2.5, 6));
    }

    @Test
    void shouldMergeFromARampTwelveMetresAside() {
        Task merge = Tasks.byId("MERGE");
        Pose end = end(merge.route());
        assertThat(merge.desiredSpeed()).isEqualTo(6);
        assertThat(merge.route().start().y()).isEqualTo(-12);
        assertThat(end.y()).isCloseTo(0, within(1e-9));
        assertThat(end.heading()).isCloseTo(0, within(1e-9));
        assertThat(end.x() - merge.route().start().x()).isCloseTo(110, within(1e-9));
        assertThat(Tasks.byId("MERGE_DENSE").streams().get(0).headway()).isEqualTo(new Headway(1.8, 3.6));
    }

    @Test
    void shouldKeepToTheFourLanesOnEveryRoute() {
        Task task = Tasks.byId("FOURLANE");
        int changes = 0;
        for (Route route : task.routes()) {
            Pose end = end(route);
            assertThat(end.x()).isCloseTo(160, within(1.0));
            assertThat(end.heading()).isCloseTo(0, within(1e-9));
            assertThat(end.y() / 3.5).isCloseTo(Math.rint(end.y() / 3.5), within(1e-9));
            assertThat(end.y()).isBetween(-1e-9, 10.5 + 1e-9);
            changes += (int) route.segments().stream()
                            .filter(segment -> segment.curvature() != 0)
                            .count()
                    / 2;
        }
        assertThat(changes).isGreaterThan(task.routes().size());
    }

    @Test
    void shouldGoOnFromEveryWayOfTheTownWhereTheNextLaneBegins() {
        Network town = Tasks.byId("NAVIGATION").features().network().orElseThrow();
        // 12 blocks' sides each way, two directions, two lanes.
        assertThat(town.lanes()).hasSize(24 * 2 * 2);
        for (Network.Lane lane : town.lanes()) {
            for (Network.Way way : lane.ways()) {
                List<Segment> segments = way.route().segments();
                Pose junctionLeft =
                        segments.get(1).end(segments.get(0).end(way.route().start()));
                Pose next = town.lanes().get(way.next()).ways().get(0).route().start();
                assertThat(junctionLeft.x()).isCloseTo(next.x(), within(1e-9));
                assertThat(junctionLeft.y()).isCloseTo(next.y(), within(1e-9));
                assertThat(Math.cos(junctionLeft.heading() - next.heading())).isCloseTo(1, within(1e-12));
                assertThat(way.nextAt())
                        .isCloseTo(segments.get(0).length() + segments.get(1).length(), within(1e-9));
            }
        }
    }

    @Test
    void shouldPassTwoJunctionsOnEveryRouteThroughTheTown() {
        Task task = Tasks.byId("NAVIGATION");
        assertThat(task.routes()).doesNotHaveDuplicates().hasSizeGreaterThan(20);
        assertThat(task.routes()).allSatisfy(route -> assertThat(route.length()).isBetween(125.0, 165.0));
    }

    @Test
    void shouldAllowAsMuchRoomBesideTheRouteAsTheSpecification() {
        assertThat(Tasks.byId("OVERTAKE").laneLimit()).isEqualTo(5);
        assertThat(Tasks.byId("ROM03").laneLimit()).isEqualTo(6);
        assertThat(Tasks.ids())
                .filteredOn(id -> !id.equals("OVERTAKE") && !id.equals("ROM03"))
                .allSatisfy(id -> assertThat(Tasks.byId(id).laneLimit()).isEqualTo(3));
    }

    private static Pose end(Route route) {
        Pose pose = route.start();
        for (Segment segment : route.segments()) {
            pose = segment.end(pose);
        }
        return pose;
    }

    @Test
    void shouldRefuseRoadsThatCannotBeDriven() {
        assertThatIllegalArgumentException().isThrownBy(() -> Segment.straight(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Segment.straight(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> Segment.left(2, 90));
        assertThatIllegalArgumentException().isThrownBy(() -> new Pose(Double.NaN, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Route(new Pose(0, 0, 0), List.of()));
    }

    @Test
    void shouldRefuseTasksThatCannotBeDriven() {
        Route route = Route.of(new Pose(0, 0, 0), Segment.straight(10));
        Stream stream = new Stream(List.of(route), 5, new Headway(1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Task("x", route, List.of(), Double.NaN, 3, 500));
        assertThatIllegalArgumentException().isThrownBy(() -> new Task("x", route, List.of(), 4, -1, 500));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Task("x", route, Collections.nCopies(5, stream), 4, 3, 500));
        Stream wide = new Stream(Collections.nCopies(17, route), 5, new Headway(1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Task("x", route, List.of(wide), 4, 3, 500));
        assertThatIllegalArgumentException().isThrownBy(() -> new Headway(2, 1));
    }

    @Test
    void shouldRefuseFeaturesThatMakeNoSense() {
        Route route = Route.of(new Pose(0, 0, 0), Segment.straight(50));
        assertThatIllegalArgumentException().isThrownBy(() -> new Signal(20, 0, 10, 5, 5, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Signal(20, 20, 10, 5, 5, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Signal(Double.NaN, 5, 10, 5, 5, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new StopSign(20, 0, 60));
        assertThatIllegalArgumentException().isThrownBy(() -> new LeadCar(route, 10, 60, 2, 0.2, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> new LeadCar(route, 10, 20, Double.NaN, 0.2, 5));
        Network.Lane lane = new Network.Lane(List.of(Network.Way.ending(route)), 1, -1, 20);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Network(List.of(lane), 5, 4, 6, Optional.empty()))
                .withMessageContaining("does not exist");
        Features sign = Features.NONE.withControl(new StopSign(60, 2, 60));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Task("x", route, List.of(), 4, 3, 500, sign))
                .withMessageContaining("behind the end");
        Network alone = new Network(
                List.of(new Network.Lane(List.of(Network.Way.ending(route)), -1, -1, 20)), 5, 4, 6, Optional.empty());
        Stream stream = new Stream(List.of(route), 5, new Headway(1, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Task("x", route, List.of(stream), 4, 3, 500, Features.NONE.withNetwork(alone)))
                .withMessageContaining("streams");
    }
}
