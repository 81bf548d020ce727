package io.slipstream.sim.world;

import io.slipstream.sim.task.Control;
import io.slipstream.sim.task.Route;
import io.slipstream.sim.task.Signal;
import io.slipstream.sim.task.StopSign;
import io.slipstream.sim.task.Task;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A task with one of its routes as a table and what the ways of the other cars have to do with it. Shared by all environments. */
final class CompiledTask {
    /** Two centre lines nearer than this belong to one lane, or to a conflict, m. */
    static final double CONFLICT_DISTANCE = 2.6;

    /** Centre lines nearer than this are the same lane, m. */
    private static final double SAME_LANE = 0.6;
    /** How far behind the place where a way has been joined it still counts as a conflict, m. */
    private static final double JOINED_AFTER = 4;
    /** Ways further away than this never matter to whoever drives the route, m. */
    private static final double FAR = 12;

    /** Length of a stretch of the route, samples. */
    private static final int STRETCH = 16;

    final Task task;
    final Path route;
    final double startHeading;
    final CompiledTraffic traffic;
    /** The ways of all lanes, one lane after the other. */
    final Path[] ways;
    /** [way]: whether it ever comes near the route. */
    final boolean[] near;
    /** [way]: from samples of the route to the way. */
    final Shadow[] routeOnWay;
    /** [way]: from samples of the way to the route. */
    final Shadow[] wayOnRoute;
    /** [stretch of the route]: the ways that whoever drives there may be on. */
    private final int[][] waysAround;
    /** [sample of the route]: whether cars come there that do not share the lane already. */
    private final boolean[] conflict;
    /** [sample of the route]: where the next conflict with a way begins, m; infinite behind the last one. */
    final double[] nextConflict;
    /** The lanes of all of them, for pictures. */
    final Road road;

    /** Lights on the route. */
    final @Nullable Signal signal;
    /** A sign on the route. */
    final @Nullable StopSign stopSign;
    /** Where the one or the other is, m; infinite when there is none. */
    final double controlAt;

    /** A task with its first route. */
    CompiledTask(Task task) {
        this(task, task.route(), new CompiledTraffic(task));
    }

    private CompiledTask(Task task, Route chosen, CompiledTraffic traffic) {
        this.task = task;
        this.traffic = traffic;
        route = new Path(chosen);
        startHeading = chosen.start().heading();
        ways = traffic.ways;
        routeOnWay = new Shadow[ways.length];
        wayOnRoute = new Shadow[ways.length];
        near = new boolean[ways.length];
        for (int i = 0; i < ways.length; i++) {
            near[i] = traffic.plain || route.mayMeet(ways[i], FAR);
            routeOnWay[i] = near[i] ? shadow(route, ways[i]) : Shadow.far(route.samples);
            wayOnRoute[i] = near[i] ? shadow(ways[i], route) : Shadow.far(ways[i].samples);
        }
        waysAround = new int[route.samples / STRETCH + 1][];
        for (int i = 0; i < waysAround.length; i++) {
            waysAround[i] = waysAround(i * STRETCH);
        }
        conflict = new boolean[route.samples];
        for (int i = 0; i < ways.length; i++) {
            markConflicts(i);
        }
        nextConflict = begins();
        Control control = task.features().control().orElse(null);
        signal = control instanceof Signal lights ? lights : null;
        stopSign = control instanceof StopSign sign ? sign : null;
        controlAt = control == null ? Double.POSITIVE_INFINITY : control.at();
        road = traffic.road.with(route);
    }

    /** A task with each of its routes. */
    static List<CompiledTask> ofEveryRoute(Task task) {
        CompiledTraffic traffic = new CompiledTraffic(task);
        return task.routes().stream()
                .map(chosen -> new CompiledTask(task, chosen, traffic))
                .toList();
    }

    private Shadow shadow(Path of, Path on) {
        return new Shadow(of, of.samples, on, on.samples, traffic.plain ? Double.POSITIVE_INFINITY : FAR);
    }

    private int[] waysAround(int from) {
        int to = Math.min(route.samples, from + STRETCH);
        double reach = CONFLICT_DISTANCE + task.laneLimit() + Path.SPACING;
        return IntStream.range(0, ways.length)
                .filter(way -> IntStream.range(from, to).anyMatch(sample -> routeOnWay[way].distance[sample] <= reach))
                .toArray();
    }

    /** The ways that an ego vehicle within the limits of its lane may be on when it is at a sample of the route. */
    int[] waysAt(int sample) {
        return waysAround[sample / STRETCH];
    }

    private void markConflicts(int way) {
        double[] distance = routeOnWay[way].distance;
        int used = traffic.plain ? ways[way].samples : traffic.usedSamples(way);
        int i = 0;
        while (i < route.samples) {
            int from = i;
            while (i < route.samples && distance[i] < CONFLICT_DISTANCE && routeOnWay[way].sample[i] < used) {
                i++;
            }
            if (i > from) {
                mark(way, from, i);
            }
            i++;
        }
    }

    /** Marks a stretch of the route near a way: all of it, or up to where their lanes have become one. */
    private void mark(int way, int from, int to) {
        int end = to;
        if (!traffic.plain) {
            end = from;
            while (end < to && !sameLane(way, end)) {
                end++;
            }
            if (end == from) {
                return;
            }
            end = Math.min(to, end + (int) (JOINED_AFTER * Path.PER_METRE));
        }
        for (int i = from; i < end; i++) {
            conflict[i] = true;
        }
    }

    private boolean sameLane(int way, int sample) {
        Path path = ways[way];
        int k = routeOnWay[way].sample[sample];
        return routeOnWay[way].distance[sample] < SAME_LANE
                && path.cos[k] * route.cos[sample] + path.sin[k] * route.sin[sample] > 0.9;
    }

    private double[] begins() {
        double[] next = new double[route.samples];
        double begins = Double.POSITIVE_INFINITY;
        for (int i = route.samples - 1; i >= 0; i--) {
            if (conflict(i) && (i == 0 || !conflict(i - 1))) {
                begins = i * Path.SPACING;
            }
            next[i] = begins;
        }
        return next;
    }

    /** Whether a way comes too near to a sample of the route for two cars to be on both. */
    boolean conflict(int sample) {
        return conflict[sample];
    }
}
