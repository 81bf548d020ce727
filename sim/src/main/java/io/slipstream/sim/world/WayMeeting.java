package io.slipstream.sim.world;

/** What one way has to do with another: from where to where it is the same lane, and where both must not be driven at once. */
final class WayMeeting {
    /** Centre lines nearer than this are the same, m. */
    private static final double SAME = 0.6;

    private static final double ALIGNED = 0.9;

    /** First and last sample on the way of the stretch too near to the other, outside the common lane; -1 when there is none. */
    final int zoneFrom;

    final int zoneTo;
    /** First and last sample on the way of the common lane; -1 when there is none. */
    final int commonFrom;

    final int commonTo;
    /** The sample of the other way that the first one of the common lane lies on. */
    final int commonOnOther;

    /** Looks at that many samples of the way and of the other. */
    WayMeeting(Path way, int samples, Path other, int otherSamples) {
        Shadow shadow = new Shadow(way, samples, other, otherSamples);
        boolean[] same = new boolean[samples];
        for (int i = 0; i < samples; i++) {
            int k = shadow.sample[i];
            same[i] = shadow.distance[i] < SAME && way.cos[i] * other.cos[k] + way.sin[i] * other.sin[k] > ALIGNED;
        }
        int[] common = longestRun(same);
        commonFrom = common[0];
        commonOnOther = commonFrom < 0 ? -1 : shadow.sample[commonFrom];
        int end = common[1];
        // Where they part, cars are in each other's way for a little longer.
        while (end >= 0 && end + 1 < samples && shadow.distance[end + 1] < CompiledTask.CONFLICT_DISTANCE) {
            end++;
        }
        commonTo = end;
        int from = 0;
        while (from < samples && !isZone(from, shadow)) {
            from++;
        }
        int to = from;
        while (to + 1 < samples && isZone(to + 1, shadow)) {
            to++;
        }
        zoneFrom = from < samples ? from : -1;
        zoneTo = from < samples ? to : -1;
    }

    private boolean isZone(int i, Shadow shadow) {
        boolean common = commonFrom >= 0 && i >= commonFrom && i <= commonTo;
        return !common && shadow.distance[i] < CompiledTask.CONFLICT_DISTANCE;
    }

    private static int[] longestRun(boolean[] flags) {
        int[] best = {-1, -1};
        int from = -1;
        for (int i = 0; i < flags.length; i++) {
            if (!flags[i]) {
                from = -1;
                continue;
            }
            from = from < 0 ? i : from;
            if (best[0] < 0 || i - from > best[1] - best[0]) {
                best[0] = from;
                best[1] = i;
            }
        }
        return best;
    }
}
