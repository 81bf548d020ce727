package io.slipstream.sim.shift;

import java.util.List;

/**
 * Which states count as the same when visits are counted: edges between neighbouring bins, rising. The bearing has five sectors of
 * equal width, the first of them straight ahead.
 *
 * @param speed of the ego vehicle, m/s
 * @param curvature of the route ahead, 1/m
 * @param ahead how far ahead the curvature is taken, m
 * @param distance to the nearest car, m; no car counts as the farthest
 */
public record VisitBins(List<Double> speed, List<Double> curvature, double ahead, List<Double> distance) {
    /** Sectors of the bearing. */
    static final int SECTORS = 5;

    /** Checks that the edges rise. */
    public VisitBins {
        speed = rising("speed", speed);
        curvature = rising("curvature", curvature);
        distance = rising("distance", distance);
        if (!(ahead >= 0 && ahead <= 40)) {
            throw new IllegalArgumentException("ahead has to be within 0 and 40, not " + ahead);
        }
    }

    private static List<Double> rising(String name, List<Double> edges) {
        for (int i = 1; i < edges.size(); i++) {
            if (!(edges.get(i) > edges.get(i - 1))) {
                throw new IllegalArgumentException(name + " needs rising edges, not " + edges);
            }
        }
        return List.copyOf(edges);
    }

    /** Number of all bins together. */
    int count() {
        return (speed.size() + 1) * (curvature.size() + 1) * (distance.size() + 1) * SECTORS;
    }

    /** The bin of a state: m/s, 1/m, m, and the sector of the nearest car. */
    int of(double v, double bend, double nearest, int sector) {
        int bin = bin(speed, v);
        bin = bin * (curvature.size() + 1) + bin(curvature, bend);
        bin = bin * (distance.size() + 1) + bin(distance, nearest);
        return bin * SECTORS + sector;
    }

    private static int bin(List<Double> edges, double value) {
        int bin = 0;
        while (bin < edges.size() && value >= edges.get(bin)) {
            bin++;
        }
        return bin;
    }
}
