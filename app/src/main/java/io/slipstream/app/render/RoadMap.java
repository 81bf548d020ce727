package io.slipstream.app.render;

import io.slipstream.sim.world.Path;
import io.slipstream.sim.world.World;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * The roads of an episode as shapes in world coordinates: the lanes, the lines that border them and the route. A border is left out
 * where it would run through another lane, and dashed where a lane lies on either side of it.
 */
final class RoadMap {
    /** Width of a lane, m. */
    static final double LANE = 3.5;
    /** How far roads go on beyond the ends of what is driven, m. */
    private static final double BEYOND = 40;
    /** A border nearer than this to the middle of another lane lies inside it, m. */
    private static final double INSIDE = 1.55;
    /** The middle of a neighbouring lane is at most so far from the common border, m. */
    private static final double BESIDE = 2.1;

    private static final double PARALLEL = 0.97;

    private final List<Line> lanes = new ArrayList<>();
    private final Line route;
    private final List<Path2D> solid = new ArrayList<>();
    private final List<Path2D> dashed = new ArrayList<>();

    /** What a border is at one sample. */
    private enum Border {
        NONE,
        SOLID,
        DASHED
    }

    private RoadMap(Path route, List<Path> ways) {
        this.route = Line.of(route, 0, route.length());
        lanes.add(Line.of(route, -BEYOND, route.length() + BEYOND));
        for (Path way : ways) {
            lanes.add(Line.of(way, -BEYOND, way.length() + BEYOND));
        }
        for (int lane = 0; lane < lanes.size(); lane++) {
            addBorder(lane, LANE / 2);
            addBorder(lane, -LANE / 2);
        }
    }

    /** The roads of the task that an environment drives. */
    static RoadMap of(World world, int environment) {
        return new RoadMap(world.route(environment), world.ways(environment));
    }

    List<Line> lanes() {
        return lanes;
    }

    Line route() {
        return route;
    }

    List<Path2D> solidLines() {
        return solid;
    }

    List<Path2D> dashedLines() {
        return dashed;
    }

    /** A rectangle around the route, m. */
    Rectangle2D extent() {
        return route.shape(0).getBounds2D();
    }

    private void addBorder(int lane, double offset) {
        Line line = lanes.get(lane);
        int from = 0;
        Border kind = border(lane, 0, offset);
        for (int i = 1; i <= line.samples(); i++) {
            Border next = i < line.samples() ? border(lane, i, offset) : Border.NONE;
            if (next != kind || i == line.samples()) {
                if (kind != Border.NONE && i - from > 1) {
                    (kind == Border.SOLID ? solid : dashed).add(line.shape(offset, from, i));
                }
                from = i;
                kind = next;
            }
        }
    }

    private Border border(int lane, int sample, double offset) {
        Line line = lanes.get(lane);
        double x = line.x()[sample] - offset * line.sin()[sample];
        double y = line.y()[sample] + offset * line.cos()[sample];
        Border border = Border.SOLID;
        for (int other = 0; other < lanes.size(); other++) {
            if (other != lane) {
                Border seen = seenFrom(lanes.get(other), x, y, line, sample, other < lane);
                if (seen == Border.NONE) {
                    return Border.NONE;
                }
                border = seen == Border.DASHED ? Border.DASHED : border;
            }
        }
        return border;
    }

    /** What another lane makes of a border at (x, y) of a line's sample; each line between two lanes is drawn by the first of them. */
    private static Border seenFrom(Line other, double x, double y, Line line, int sample, boolean earlier) {
        int nearest = nearest(other, x, y);
        double dx = other.x()[nearest] - x;
        double dy = other.y()[nearest] - y;
        double distance = Math.hypot(dx, dy);
        if (distance < INSIDE) {
            return Border.NONE;
        }
        double aligned = line.cos()[sample] * other.cos()[nearest] + line.sin()[sample] * other.sin()[nearest];
        if (distance > BESIDE || Math.abs(aligned) < PARALLEL) {
            return Border.SOLID;
        }
        if (earlier) {
            return Border.NONE;
        }
        boolean sameSide = dx * (line.x()[sample] - x) + dy * (line.y()[sample] - y) > 0;
        return sameSide ? Border.SOLID : Border.DASHED;
    }

    private static int nearest(Line line, double x, double y) {
        int best = 0;
        double bestDistance = Double.POSITIVE_INFINITY;
        for (int i = 0; i < line.samples(); i++) {
            double dx = line.x()[i] - x;
            double dy = line.y()[i] - y;
            double distance = dx * dx + dy * dy;
            if (distance < bestDistance) {
                bestDistance = distance;
                best = i;
            }
        }
        return best;
    }
}
