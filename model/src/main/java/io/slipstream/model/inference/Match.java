package io.slipstream.model.inference;

import io.slipstream.model.FeatureGroup;
import java.util.Arrays;

/** Which object before a step is which one after it: those of which each is the other's nearest, so that one that comes or goes is none. */
final class Match {
    private static final float ABSENT = 1e6f;

    private final int from;
    private final int size; // m
    private final int objects; // n
    private final float[][] apart; // [n][n]
    private final float[] nearestThere; // [n]
    private final float[] nearestHere; // [n]

    Match(FeatureGroup group) {
        from = group.from();
        size = group.objectSize();
        objects = group.objects();
        apart = new float[objects][objects];
        nearestThere = new float[objects];
        nearestHere = new float[objects];
    }

    /** Compares two observations of one environment. */
    void between(float[] before, float[] after) {
        Arrays.fill(nearestThere, Float.POSITIVE_INFINITY);
        Arrays.fill(nearestHere, Float.POSITIVE_INFINITY);
        for (int i = 0; i < objects; i++) {
            int here = from + i * size;
            boolean present = ObjectRows.present(before, here, size);
            for (int j = 0; j < objects; j++) {
                int there = from + j * size;
                boolean both = present && ObjectRows.present(after, there, size);
                float distance = both ? ObjectRows.apart(before, here, after, there, size) : ABSENT;
                apart[i][j] = distance;
                nearestThere[i] = Math.min(nearestThere[i], distance);
                nearestHere[j] = Math.min(nearestHere[j], distance);
            }
        }
    }

    /** How many objects after the step this one is; more than one only where two are equally near. */
    int timesFound(int i) {
        int times = 0;
        for (int j = 0; j < objects; j++) {
            if (same(i, j)) {
                times++;
            }
        }
        return times;
    }

    private boolean same(int i, int j) {
        return apart[i][j] <= nearestThere[i] && apart[i][j] <= nearestHere[j] && apart[i][j] < ABSENT / 2;
    }

    /** What has changed in an object that was found: [m]. */
    void moved(float[] before, float[] after, int i, float[] moved) {
        for (int f = 0; f < size; f++) {
            float there = 0;
            for (int j = 0; j < objects; j++) {
                if (same(i, j)) {
                    there += after[from + j * size + f];
                }
            }
            moved[f] = there - before[from + i * size + f];
        }
    }
}
