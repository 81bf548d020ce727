package io.slipstream.sim.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
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
                .withMessage("unknown task XTM99; known are [LTM03, ROM03, RTM03]");
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
}
