package io.slipstream.monitor.canary;

/**
 * One metric of a trial; more is better. Values are clipped to their range, in whose units the test reckons.
 *
 * @param name success, return or ttc
 * @param low lower end of the range
 * @param high upper end of the range
 * @param margin promotion wants the candidate shown to be less than this worse
 * @param tolerance rollback wants the candidate shown to be more than this worse
 */
public record Metric(String name, double low, double high, double margin, double tolerance) {
    /** Whether the destination was reached. */
    public static final String SUCCESS = "success";
    /** Undiscounted sum of rewards. */
    public static final String RETURN = "return";
    /** Mean time to collision of an episode in s. */
    public static final String TTC = "ttc";

    /**
     * @throws IllegalArgumentException if the range is empty or the margins do not lie within it
     */
    public Metric {
        if (!(low < high)) {
            throw new IllegalArgumentException("the range of " + name + " must not be empty: " + low + " to " + high);
        }
        if (!(margin > 0 && margin < high - low) || !(tolerance >= 0 && tolerance < high - low)) {
            throw new IllegalArgumentException("the margin of " + name + " must lie between 0 and " + (high - low)
                    + ", the width of its range, and is " + margin);
        }
    }

    /** Where a value lies in the range, [0, 1]. */
    double scaled(double value) {
        return (Math.max(low, Math.min(high, value)) - low) / (high - low);
    }

    /** A difference of values as a share of the range. */
    double share(double difference) {
        return difference / (high - low);
    }
}
