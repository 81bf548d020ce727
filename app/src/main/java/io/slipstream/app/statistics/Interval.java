package io.slipstream.app.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * An estimate with its 95 % confidence interval.
 *
 * @param value point estimate; NaN when there was no sample
 * @param low lower end
 * @param high upper end
 * @param samples how many samples it rests on
 */
public record Interval(double value, double low, double high, int samples) {
    private static final double Z = 1.959963984540054;
    /** Student's t at .975 for 1, 2, ... degrees of freedom; the last one serves for more. */
    private static final double[] STUDENT = {12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228};

    private static final int RESAMPLES = 2000;
    /** Resampling is part of the figure, so its seed is fixed: the same episodes give the same interval. */
    private static final long SEED = 0x5eed;

    /** Wilson's score interval of a share; sound near 0 and 1 and for few samples. */
    public static Interval ofShare(int hits, int samples) {
        if (samples == 0) {
            return none();
        }
        double share = (double) hits / samples;
        double z2 = Z * Z / samples;
        double centre = (share + z2 / 2) / (1 + z2);
        double half = Z * Math.sqrt(share * (1 - share) / samples + z2 / (4 * samples)) / (1 + z2);
        return new Interval(
                share,
                Math.min(share, Math.max(0, centre - half)),
                Math.max(share, Math.min(1, centre + half)),
                samples);
    }

    /** Percentile bootstrap of a mean over independent samples. */
    public static Interval ofMean(double[] values) {
        if (values.length == 0) {
            return none();
        }
        SplittableRandom random = new SplittableRandom(SEED);
        double[] means = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            double sum = 0;
            for (int j = 0; j < values.length; j++) {
                sum += values[random.nextInt(values.length)];
            }
            means[i] = sum / values.length;
        }
        Arrays.sort(means);
        double mean = Arrays.stream(values).sum() / values.length;
        return new Interval(mean, means[RESAMPLES / 40], means[RESAMPLES - 1 - RESAMPLES / 40], values.length);
    }

    /** Student's interval of a mean over a few seeds: a bootstrap of five would be too narrow. */
    public static Interval ofSeeds(double[] values) {
        int count = values.length;
        if (count == 0) {
            return none();
        }
        double mean = Arrays.stream(values).average().orElseThrow();
        if (count == 1) {
            return new Interval(mean, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 1);
        }
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double half = STUDENT[Math.min(count - 2, STUDENT.length - 1)] * Math.sqrt(squares / (count - 1) / count);
        return new Interval(mean, mean - half, mean + half, count);
    }

    private static Interval none() {
        return new Interval(Double.NaN, Double.NaN, Double.NaN, 0);
    }
}
