package io.slipstream.runtime.signals;

/** Total variation between discrete distributions, and what chance alone adds to it. */
public final class TotalVariation {
    /** Mean of |N(0, 1)|. */
    private static final double MEAN_ABSOLUTE_NORMAL = Math.sqrt(2 / Math.PI);
    /** Differences of up to this many standard errors count as chance. */
    private static final double CHANCE = 2;

    private TotalVariation() {}

    /**
     * Half the sum of absolute differences.
     *
     * @param p frequencies that sum to 1
     * @param q as many frequencies that sum to 1
     */
    public static double between(double[] p, double[] q) {
        if (p.length != q.length) {
            throw new IllegalArgumentException("distributions over " + p.length + " and " + q.length + " classes");
        }
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += Math.abs(p[i] - q[i]);
        }
        return sum / 2;
    }

    /**
     * An absolute difference of a measured frequency minus what it would be on average by chance, sqrt(2/pi) standard errors. A
     * difference of many standard errors is hardly lifted by chance, so that the correction fades out beyond two of them.
     */
    static double unbiased(double difference, double standardError) {
        if (standardError <= 0) {
            return difference;
        }
        double z = difference / standardError;
        double fade = Math.exp(-Math.max(0, z * z - CHANCE * CHANCE) / 2);
        return difference - MEAN_ABSOLUTE_NORMAL * standardError * fade;
    }
}
