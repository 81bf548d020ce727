package io.slipstream.monitor.mismatch;

/** What chance does to a share of few episodes. */
public final class Binomial {
    /** Standard normal quantile of a 95 % band. */
    private static final double Z = 1.959964;
    /** A share of exactly 0 or 1 would have no spread at all, which no finite calibration shows. */
    private static final double EXTREME = 0.02;

    private Binomial() {}

    /** Standard error of the share among {@code trials} episodes when the true share is {@code share}. */
    public static double standardError(double share, long trials) {
        double p = Math.min(1 - EXTREME, Math.max(EXTREME, share));
        return Math.sqrt(p * (1 - p) / trials);
    }

    /** Wilson's band of a measured share. */
    static Band wilson(double share, long trials) {
        double z2 = Z * Z;
        double centre = share + z2 / (2 * trials);
        double reach = Z * Math.sqrt(share * (1 - share) / trials + z2 / (4.0 * trials * trials));
        double scale = 1 + z2 / trials;
        return new Band(Math.max(0, (centre - reach) / scale), Math.min(1, (centre + reach) / scale));
    }
}
