package io.slipstream.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.sim.BirdsEye;
import io.slipstream.sim.math.RandomSource;
import io.slipstream.sim.task.Pose;
import io.slipstream.sim.task.Route;
import io.slipstream.sim.task.Segment;
import io.slipstream.sim.task.Tasks;
import org.junit.jupiter.api.Test;

class RoadTest {
    @Test
    void shouldPaintEveryPieceInSightWhereverOneLooksFrom() {
        for (String id : new String[] {"ROM03", "RTM03"}) {
            CompiledTask task = new CompiledTask(Tasks.byId(id));
            RandomSource random = new RandomSource(4);
            for (int i = 0; i < 400; i++) {
                double x = random.uniform(-140, 140);
                double y = random.uniform(-140, 140);
                double heading = random.uniform(-Math.PI, Math.PI);
                byte[] some = new byte[BirdsEye.BYTES];
                task.road.paint(aim(some, x, y, heading), x, y);
                byte[] all = new byte[BirdsEye.BYTES];
                Canvas canvas = aim(all, x, y, heading);
                for (Strip.Piece piece : task.road.pieces()) {
                    piece.paint(canvas, BirdsEye.ROAD, BirdsEye.ON, piece.from(), piece.to(), Road.HALF_LANE);
                }
                assertThat(some).isEqualTo(all);
            }
        }
    }

    @Test
    void shouldKeepALaneOnceThatTwoWaysShare() {
        Route whole = Route.of(Pose.ofDegrees(0, 0, 0), Segment.straight(80));
        Route inner = Route.of(Pose.ofDegrees(20, 0, 0), Segment.straight(40));
        Route against = Route.of(Pose.ofDegrees(70, 0, 180), Segment.straight(10));
        Route across = Route.of(Pose.ofDegrees(40, -30, 90), Segment.straight(20));
        // With its run-out of 45 m, the third one comes to its end where the first begins.
        assertThat(pieces(whole, inner, against)).isEqualTo(pieces(whole));
        assertThat(pieces(whole, across)).isGreaterThan(pieces(whole));
    }

    private static int pieces(Route... ways) {
        Path[] paths = new Path[ways.length];
        for (int i = 0; i < ways.length; i++) {
            paths[i] = new Path(ways[i]);
        }
        return Road.of(paths).pieces().size();
    }

    @Test
    void shouldKeepWithinATenthOfAMetreOfABend() {
        Route bend = Route.of(Pose.ofDegrees(0, 0, 0), Segment.straight(10), Segment.left(8, 120));
        Path path = new Path(bend);
        for (double s = 0; s < path.length(); s += 0.1) {
            double x = path.xAt(s);
            double y = path.yAt(s);
            assertThat(path.strip().pieces()).anyMatch(piece -> piece.distance(x, y) < 0.13);
        }
    }

    private static Canvas aim(byte[] out, double x, double y, double heading) {
        Canvas canvas = new Canvas();
        canvas.aim(out, 0, x, y, StrictMath.cos(heading), StrictMath.sin(heading));
        return canvas;
    }
}
