package io.slipstream.actor.driving.scene;

import io.slipstream.sim.world.Path;
import io.slipstream.sim.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Draws the roads around an ego vehicle as few points as do. */
final class RoadSketch {
    /** How far around the ego vehicle roads are drawn, m. */
    static final double REACH = 60;
    /** How far roads go on beyond the ends of what is driven, m. */
    private static final double BEYOND = 40;

    private static final double SPACING = 1;
    /** A point may be left out while the line does not turn by more than about a degree. */
    private static final double STRAIGHT = 0.9998;

    private static final double HALF_A_CAR = 2.25;

    private final World world;

    RoadSketch(World world) {
        this.world = world;
    }

    Footage.Roads around(int environment) {
        List<float[]> lanes = new ArrayList<>();
        world.lanes(environment).forEach(lane -> near(lane, BEYOND, environment, lanes));
        List<float[]> route = new ArrayList<>();
        near(world.route(environment), 0, environment, route);
        return new Footage.Roads(lanes, route.isEmpty() ? new float[0] : route.get(0), stop(environment));
    }

    private Optional<float[]> stop(int environment) {
        double ahead = world.stopDistance(environment);
        if (Double.isInfinite(ahead)) {
            return Optional.empty();
        }
        Path route = world.route(environment);
        double at = world.progress(environment) + ahead + HALF_A_CAR;
        return Optional.of(new float[] {
            (float) route.xAt(at), (float) route.yAt(at), (float) route.cosAt(at), (float) route.sinAt(at)
        });
    }

    /** Adds the stretches of a path that lie within reach. */
    private void near(Path path, double beyond, int environment, List<float[]> found) {
        List<Float> points = new ArrayList<>();
        double cos = 2;
        double sin = 0;
        for (double s = -beyond; s <= path.length() + beyond; s += SPACING) {
            double x = x(path, s);
            double y = y(path, s);
            if (Math.hypot(x - world.x(environment), y - world.y(environment)) > REACH) {
                end(points, found);
                cos = 2;
                continue;
            }
            boolean turned = cos > 1 || cos * path.cosAt(s) + sin * path.sinAt(s) < STRAIGHT;
            if (turned) {
                cos = path.cosAt(s);
                sin = path.sinAt(s);
            } else if (points.size() >= 4) {
                // The last point was only the end so far.
                points.subList(points.size() - 2, points.size()).clear();
            }
            if (turned && points.size() >= 2) {
                points.add((float) x(path, s - SPACING / 2));
                points.add((float) y(path, s - SPACING / 2));
            }
            points.add((float) x);
            points.add((float) y);
        }
        end(points, found);
    }

    private static void end(List<Float> points, List<float[]> found) {
        if (points.size() >= 4) {
            float[] line = new float[points.size()];
            for (int i = 0; i < line.length; i++) {
                line[i] = points.get(i);
            }
            found.add(line);
        }
        points.clear();
    }

    /** Straight on before the beginning; a path itself goes on behind its end. */
    private static double x(Path path, double s) {
        return path.xAt(Math.max(0, s)) + Math.min(0, s) * path.cosAt(0);
    }

    private static double y(Path path, double s) {
        return path.yAt(Math.max(0, s)) + Math.min(0, s) * path.sinAt(0);
    }
}
