package io.slipstream.sim.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.slipstream.sim.math.RandomSource;
import io.slipstream.sim.task.Pose;
import io.slipstream.sim.task.Route;
import io.slipstream.sim.task.Segment;
import io.slipstream.sim.task.Tasks;
import org.junit.jupiter.api.Test;

class PathTest {
    @Test
    void shouldGoRoundAQuarterCircle() {
        Path path = new Path(Route.of(Pose.ofDegrees(0, 0, 0), Segment.straight(10), Segment.left(8, 90)));
        double end = path.length();
        assertThat(end).isCloseTo(10 + 4 * Math.PI, within(1e-12));
        assertThat(path.xAt(end)).isCloseTo(18, within(0.01));
        assertThat(path.yAt(end)).isCloseTo(8, within(0.01));
        // Beyond its end it goes on straight.
        assertThat(path.xAt(end + 20)).isCloseTo(18, within(0.01));
        assertThat(path.yAt(end + 20)).isCloseTo(28, within(0.01));
    }

    @Test
    void shouldFollowAPointAlongEveryTaskWithoutLosingIt() {
        for (String id : Tasks.ids()) {
            Path path = new Path(Tasks.byId(id).route());
            RandomSource random = new RandomSource(4);
            int sample = 0;
            for (double s = 0; s < path.length(); s += 0.4) {
                double offset = random.uniform(-2, 2);
                double x = path.xAt(s) - offset * path.sinAt(s);
                double y = path.yAt(s) + offset * path.cosAt(s);
                sample = path.follow(sample, x, y);
                assertThat(sample * Path.SPACING).isCloseTo(s, within(0.8));
            }
        }
    }

    @Test
    void shouldEndTheNamedTasksWhereTheirRoadsLead() {
        assertEnd("RTM03", 30, -1.75, 0);
        assertEnd("LTM03", -30, 1.75, 180);
        assertEnd("ROM03", 1.75, 28.65 + 25, 90);
    }

    private static void assertEnd(String task, double x, double y, double degrees) {
        Path path = new Path(Tasks.byId(task).route());
        double end = path.length();
        assertThat(path.xAt(end)).isCloseTo(x, within(0.05));
        assertThat(path.yAt(end)).isCloseTo(y, within(0.05));
        assertThat(path.cosAt(end)).isCloseTo(StrictMath.cos(StrictMath.toRadians(degrees)), within(0.01));
    }
}
