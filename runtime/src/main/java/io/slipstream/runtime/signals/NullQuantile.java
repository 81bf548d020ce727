package io.slipstream.runtime.signals;

/** Upper and lower bounds that the next window of the same condition passes in about one case of a thousand, from few windows. */
final class NullQuantile {
    /** Standard normal quantile at .999: a window has some ten signals, of which none may pass in one window of a hundred. */
    private static final double Z = 3.0902;

    private NullQuantile() {}

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** Upper prediction bound for one more value; never under the largest seen. */
    static double upper(double[] values) {
        double bound = mean(values) + reach(values);
        for (double value : values) {
            bound = Math.max(bound, value);
        }
        return bound;
    }

    /** Lower prediction bound for one more value; never above the smallest seen. */
    static double lower(double[] values) {
        double bound = mean(values) - reach(values);
        for (double value : values) {
            bound = Math.min(bound, value);
        }
        return bound;
    }

    /** Student's t at .999 times the spread of one more value around the mean of n. */
    private static double reach(double[] values) {
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        int freedom = values.length - 1;
        double deviation = Math.sqrt(squares / freedom);
        return studentT(freedom) * deviation * Math.sqrt(1 + 1.0 / values.length);
    }

    /** Cornish-Fisher expansion of Student's t around the normal quantile. */
    private static double studentT(int freedom) {
        double z3 = Z * Z * Z;
        double z5 = z3 * Z * Z;
        double first = (z3 + Z) / (4 * freedom);
        double second = (5 * z5 + 16 * z3 + 3 * Z) / (96.0 * freedom * freedom);
        return Z + first + second;
    }
}
