package io.slipstream.sim.world;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What every two ways of a task's other cars have to do with each other: where they cross, and where they are one lane.
 */
final class WayPairs {
    private static final double NONE = Double.NaN;

    /** Number of ways. */
    final int ways;
    // The index of a pair is way x ways + other; NaN, with which every comparison is false, stands for ways without a
    // zone.
    /** [pair]: where a zone begins on the way in which no car of the other may be at the same time, m. */
    final double[] zoneFrom;
    /** [pair]: where it ends, m. */
    final double[] zoneTo;
    /** [way]: where its first zone begins, m; infinite when it crosses nothing. */
    final double[] firstZone;
    /** [way]: where its last zone begins, m; negative infinity when it crosses nothing. */
    final double[] lastZone;
    /** [way]: where a car on it is in the lanes of others. */
    final LaneLinks[] links;

    /** [way]: which group it is in; ways of different groups do not cross. */
    final int[] group;
    /** Whether ways of different lanes meet. */
    final boolean lanesMeet;

    /** The samples of each way that cars use, the lane that it belongs to and the lane that it leads to. */
    WayPairs(Path[] paths, int[] used, int[] lane, int[] next) {
        ways = paths.length;
        zoneFrom = nothing();
        zoneTo = nothing();
        links = new LaneLinks[ways];
        for (int way = 0; way < ways; way++) {
            links[way] = LaneLinks.itself(way);
        }
        group = IntStream.range(0, ways).toArray();
        boolean meet = false;
        for (int a = 0; a < ways; a++) {
            for (int b = 0; b < ways; b++) {
                if (a != b && paths[a].mayMeet(paths[b], CompiledTask.CONFLICT_DISTANCE)) {
                    // Who goes from one lane to the next follows those on it; nobody crosses anybody there.
                    boolean inLine = lane[b] == next[a] || lane[a] == next[b];
                    boolean related = relate(a, paths[a], used[a], b, paths[b], used[b], inLine);
                    meet |= related && lane[a] != lane[b];
                }
            }
        }
        lanesMeet = meet;
        firstZone = new double[ways];
        lastZone = new double[ways];
        for (int way = 0; way < ways; way++) {
            summarize(way);
        }
    }

    private double[] nothing() {
        double[] array = new double[ways * ways];
        Arrays.fill(array, NONE);
        return array;
    }

    private boolean relate(int a, Path way, int used, int b, Path other, int otherUsed, boolean inLine) {
        int pair = a * ways + b;
        WayMeeting onWay = new WayMeeting(way, used, other, otherUsed);
        if (onWay.zoneFrom >= 0 && !inLine) {
            zoneFrom[pair] = onWay.zoneFrom * Path.SPACING;
            zoneTo[pair] = onWay.zoneTo * Path.SPACING;
            join(group[a], group[b]);
        }
        // Whoever follows looks beyond the end of the way, along what it goes on with.
        int ahead = (int) (way.length() * Path.PER_METRE) + 1;
        WayMeeting onOther = new WayMeeting(other, otherUsed, way, ahead);
        if (onOther.commonFrom >= 0) {
            double from = onOther.commonFrom * Path.SPACING;
            double to = (onOther.commonTo + 1) * Path.SPACING;
            double shift = shift(way, onOther.commonOnOther, other, onOther.commonFrom);
            links[b] = links[b].with(a, from, to, shift);
        }
        return onWay.zoneFrom >= 0 || onOther.commonFrom >= 0;
    }

    private void join(int to, int from) {
        for (int way = 0; way < ways; way++) {
            group[way] = group[way] == from ? to : group[way];
        }
    }

    /** What to add to a place on the other to have it on the way, given a sample of each at nearly the same place. */
    private static double shift(Path way, int sample, Path other, int otherSample) {
        double along = (other.x[otherSample] - way.x[sample]) * way.cos[sample]
                + (other.y[otherSample] - way.y[sample]) * way.sin[sample];
        return (sample - otherSample) * Path.SPACING + along;
    }

    private void summarize(int way) {
        firstZone[way] = Double.POSITIVE_INFINITY;
        lastZone[way] = Double.NEGATIVE_INFINITY;
        for (int pair = way * ways; pair < (way + 1) * ways; pair++) {
            if (!Double.isNaN(zoneFrom[pair])) {
                firstZone[way] = Math.min(firstZone[way], zoneFrom[pair]);
                lastZone[way] = Math.max(lastZone[way], zoneFrom[pair]);
            }
        }
    }
}
