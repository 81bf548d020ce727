package io.slipstream.app.render;

import io.slipstream.sim.world.Path;
import io.slipstream.sim.world.World;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    private static final double INSIDE = 1.65;
    /** Two borders of lanes that run into each other are one when the middle of the other lane is at most so far away, m. */
    private static final double SAME = 1.85;
    /** The middle of a neighbouring lane is at most so far from the common border, m. */
    private static final double BESIDE = 2.1;

    private static final double PARALLEL = 0.97;

    private final List<Line> lanes = new ArrayList<>();
    private final List<Path2D> laneShapes = new ArrayList<>();
    /** Of each lane, where another lane's border may meet it. */
    private final List<Rectangle2D> bounds = new ArrayList<>();

    private final Line route;
    private final List<Path2D> solid = new ArrayList<>();
    private final List<Path2D> dashed = new ArrayList<>();

    /** What a border is at one sample. */
    private enum Border {
        NONE,
        SOLID,
        DASHED
    }

    private final Optional<StopMark> stop;

    private RoadMap(Path route, List<Path> ways, Optional<StopMark> stop) {
        this.stop = stop;
        this.route = Line.of(route, 0, route.length());
        for (Path way : ways) {
            add(Line.of(way, -BEYOND, way.length() + BEYOND));
        }
        addOwnLanes(route);
        for (int lane = 0; lane < lanes.size(); lane++) {
            addBorder(lane, LANE / 2);
            addBorder(lane, -LANE / 2);
        }
    }

    /** The route where it does not lead along or across the lanes of others. */
    private void addOwnLanes(Path route) {
        Line whole = Line.of(route, -BEYOND, route.length() + BEYOND);
        int others = lanes.size();
        int from = 0;
        for (int i = 0; i <= whole.samples(); i++) {
            if (i == whole.samples() || isOnLanes(whole, i, others)) {
                if (i - from > 1) {
                    add(whole.part(from, i));
                }
                from = i;
            }
        }
    }

    /** Whether both borders of a line's sample lie on the first lanes. */
    private boolean isOnLanes(Line line, int sample, int others) {
        return isOnLane(line, sample, LANE / 2, others) && isOnLane(line, sample, -LANE / 2, others);
    }

    private boolean isOnLane(Line line, int sample, double offset, int others) {
        double x = line.x()[sample] - offset * line.sin()[sample];
        double y = line.y()[sample] + offset * line.cos()[sample];
        for (int i = 0; i < others; i++) {
            if (bounds.get(i).contains(x, y)) {
                Line lane = lanes.get(i);
                int nearest = nearest(lane, x, y);
                if (Math.hypot(lane.x()[nearest] - x, lane.y()[nearest] - y) < SAME) {
                    return true;
                }
            }
        }
        return false;
    }

    private void add(Line lane) {
        Rectangle2D tight = lane.shape(0).getBounds2D();
        lanes.add(lane);
        laneShapes.add(lane.shape(0));
        bounds.add(new Rectangle2D.Double(
                tight.getX() - BESIDE,
                tight.getY() - BESIDE,
                tight.getWidth() + 2 * BESIDE,
                tight.getHeight() + 2 * BESIDE));
    }

    /** The roads of the task that an environment drives. */
    static RoadMap of(World world, int environment) {
        return new RoadMap(world.route(environment), world.lanes(environment), StopMark.of(world, environment));
    }

    /** The middle lines of all lanes. */
    List<Path2D> lanes() {
        return laneShapes;
    }

    Line route() {
        return route;
    }

    Optional<StopMark> stop() {
        return stop;
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
            if (other != lane && bounds.get(other).contains(x, y)) {
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
        boolean sameSide = dx * (line.x()[sample] - x) + dy * (line.y()[sample] - y) > 0;
        if (sameSide && distance > SAME) {
            return Border.SOLID;
        }
        if (earlier) {
            return Border.NONE;
        }
        return sameSide ? Border.SOLID : Border.DASHED;
    }

    private static int nearest(Line line, double x, double y) {
        int best = 0;
        double bestDistance = Double.POSITIVE_INFINITY;
        int i = 0;
        while (i < line.samples()) {
            double dx = line.x()[i] - x;
            double dy = line.y()[i] - y;
            double distance = dx * dx + dy * dy;
            if (distance < bestDistance) {
                bestDistance = distance;
                best = i;
            }
            // Neighbours are at most their spacing apart: those that cannot be nearer need no look.
            i += Math.max(1, (int) (0.99 * (Math.sqrt(distance) - Math.sqrt(bestDistance)) / Line.SPACING));
        }
        return best;
    }
}
