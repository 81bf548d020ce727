package io.slipstream.sim.world;

import io.slipstream.sim.task.Route;
import io.slipstream.sim.task.Stream;
import io.slipstream.sim.task.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A task with its routes as tables and what they have to do with each other. Shared by all environments that drive it. */
final class CompiledTask {
    /** Two centre lines nearer than this belong to one lane, or to a conflict, m. */
    static final double CONFLICT_DISTANCE = 2.6;

    final Task task;
    final Path route;
    /** The ways of all streams, one stream after the other. */
    final Path[] ways;
    /** Where a way's stream has its first way; a stream's ways are neighbours. */
    final int[] firstWay;

    final int[] wayCount;
    /** [way][way]: up to which length of the second one both share a lane, m. */
    final double[][] sharedUntil;
    /** [way]: from samples of the route to the way. */
    final Shadow[] routeOnWay;
    /** [way]: from samples of the way to the route. */
    final Shadow[] wayOnRoute;
    /** [sample of the route]: where the next conflict with a way begins, m; infinite behind the last one. */
    final double[] nextConflict;
    /** The lanes of all of them, for pictures. */
    final Road road;

    CompiledTask(Task task) {
        this.task = task;
        route = new Path(task.route());
        firstWay = new int[task.streams().size()];
        wayCount = new int[task.streams().size()];
        List<Path> paths = new ArrayList<>();
        for (int i = 0; i < firstWay.length; i++) {
            Stream stream = task.streams().get(i);
            firstWay[i] = paths.size();
            wayCount[i] = stream.routes().size();
            for (Route way : stream.routes()) {
                paths.add(new Path(way));
            }
        }
        ways = paths.toArray(Path[]::new);
        rejectMeetingStreams();
        sharedUntil = shared();
        routeOnWay = new Shadow[ways.length];
        wayOnRoute = new Shadow[ways.length];
        for (int i = 0; i < ways.length; i++) {
            routeOnWay[i] = new Shadow(route, ways[i]);
            wayOnRoute[i] = new Shadow(ways[i], route);
        }
        nextConflict = conflicts();
        road = new Road(route, ways);
    }

    /** Cars know the ego vehicle and their own stream only, so streams must not meet. */
    private void rejectMeetingStreams() {
        for (int stream = 1; stream < firstWay.length; stream++) {
            for (int a = 0; a < firstWay[stream]; a++) {
                for (int b = firstWay[stream]; b < firstWay[stream] + wayCount[stream]; b++) {
                    if (Arrays.stream(new Shadow(ways[a], ways[b]).distance)
                                    .min()
                                    .orElseThrow()
                            < CONFLICT_DISTANCE) {
                        throw new IllegalArgumentException(
                                "stream " + stream + " of task " + task.id() + " meets another one");
                    }
                }
            }
        }
    }

    private double[] conflicts() {
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
        for (Shadow shadow : routeOnWay) {
            if (shadow.distance[sample] < CONFLICT_DISTANCE) {
                return true;
            }
        }
        return false;
    }

    private double[][] shared() {
        double[][] until = new double[ways.length][ways.length];
        for (int stream = 0; stream < firstWay.length; stream++) {
            int end = firstWay[stream] + wayCount[stream];
            for (int a = firstWay[stream]; a < end; a++) {
                for (int b = firstWay[stream]; b < end; b++) {
                    until[a][b] = a == b ? Double.POSITIVE_INFINITY : fork(ways[a], ways[b]);
                }
            }
        }
        return until;
    }

    /** Where the second of two ways that start together has left the first. */
    private static double fork(Path a, Path b) {
        int i = 0;
        int last = Math.min(a.samples, b.samples) - 1;
        while (i < last && a.squaredDistance(i, b.x[i], b.y[i]) < CONFLICT_DISTANCE * CONFLICT_DISTANCE) {
            i++;
        }
        return i * Path.SPACING;
    }
}
