package io.slipstream.bench.speed;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Arrays;

/**
 * How fast something was, in units a second of the probe's clock.
 *
 * @param median of the rounds
 * @param slowest round
 * @param fastest round
 * @param wall median by the wall clock, which on a shared machine says more about the others
 */
@JsonPropertyOrder({"median", "slowest", "fastest", "wall"})
record Rate(double median, double slowest, double fastest, double wall) {
    static Rate of(double[] rates, double[] wall) {
        double[] sorted = rates.clone();
        Arrays.sort(sorted);
        return new Rate(median(sorted), sorted[0], sorted[sorted.length - 1], median(wall));
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return 0.5 * (sorted[(n - 1) / 2] + sorted[n / 2]);
    }
}
